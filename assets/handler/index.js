"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: !0 });
}, __copyProps = (to, from, except, desc) => {
  if (from && typeof from == "object" || typeof from == "function")
    for (let key of __getOwnPropNames(from))
      !__hasOwnProp.call(to, key) && key !== except && __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: !0 }) : target,
  mod
)), __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: !0 }), mod);

// node_modules/yaml/dist/nodes/identity.js
var require_identity = __commonJS({
  "node_modules/yaml/dist/nodes/identity.js"(exports2) {
    "use strict";
    var ALIAS = /* @__PURE__ */ Symbol.for("yaml.alias"), DOC = /* @__PURE__ */ Symbol.for("yaml.document"), MAP = /* @__PURE__ */ Symbol.for("yaml.map"), PAIR = /* @__PURE__ */ Symbol.for("yaml.pair"), SCALAR = /* @__PURE__ */ Symbol.for("yaml.scalar"), SEQ = /* @__PURE__ */ Symbol.for("yaml.seq"), NODE_TYPE = /* @__PURE__ */ Symbol.for("yaml.node.type"), isAlias = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === ALIAS, isDocument = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === DOC, isMap = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === MAP, isPair = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === PAIR, isScalar = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === SCALAR, isSeq = (node) => !!node && typeof node == "object" && node[NODE_TYPE] === SEQ;
    function isCollection(node) {
      if (node && typeof node == "object")
        switch (node[NODE_TYPE]) {
          case MAP:
          case SEQ:
            return !0;
        }
      return !1;
    }
    function isNode(node) {
      if (node && typeof node == "object")
        switch (node[NODE_TYPE]) {
          case ALIAS:
          case MAP:
          case SCALAR:
          case SEQ:
            return !0;
        }
      return !1;
    }
    var hasAnchor = (node) => (isScalar(node) || isCollection(node)) && !!node.anchor;
    exports2.ALIAS = ALIAS;
    exports2.DOC = DOC;
    exports2.MAP = MAP;
    exports2.NODE_TYPE = NODE_TYPE;
    exports2.PAIR = PAIR;
    exports2.SCALAR = SCALAR;
    exports2.SEQ = SEQ;
    exports2.hasAnchor = hasAnchor;
    exports2.isAlias = isAlias;
    exports2.isCollection = isCollection;
    exports2.isDocument = isDocument;
    exports2.isMap = isMap;
    exports2.isNode = isNode;
    exports2.isPair = isPair;
    exports2.isScalar = isScalar;
    exports2.isSeq = isSeq;
  }
});

// node_modules/yaml/dist/visit.js
var require_visit = __commonJS({
  "node_modules/yaml/dist/visit.js"(exports2) {
    "use strict";
    var identity = require_identity(), BREAK = /* @__PURE__ */ Symbol("break visit"), SKIP = /* @__PURE__ */ Symbol("skip children"), REMOVE = /* @__PURE__ */ Symbol("remove node");
    function visit(node, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node) ? visit_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE && (node.contents = null) : visit_(null, node, visitor_, Object.freeze([]));
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    function visit_(key, node, visitor, path5) {
      let ctrl = callVisitor(key, node, visitor, path5);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key, path5, ctrl), visit_(key, ctrl, visitor, path5);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node)) {
          path5 = Object.freeze(path5.concat(node));
          for (let i2 = 0; i2 < node.items.length; ++i2) {
            let ci = visit_(i2, node.items[i2], visitor, path5);
            if (typeof ci == "number")
              i2 = ci - 1;
            else {
              if (ci === BREAK)
                return BREAK;
              ci === REMOVE && (node.items.splice(i2, 1), i2 -= 1);
            }
          }
        } else if (identity.isPair(node)) {
          path5 = Object.freeze(path5.concat(node));
          let ck = visit_("key", node.key, visitor, path5);
          if (ck === BREAK)
            return BREAK;
          ck === REMOVE && (node.key = null);
          let cv = visit_("value", node.value, visitor, path5);
          if (cv === BREAK)
            return BREAK;
          cv === REMOVE && (node.value = null);
        }
      }
      return ctrl;
    }
    async function visitAsync(node, visitor) {
      let visitor_ = initVisitor(visitor);
      identity.isDocument(node) ? await visitAsync_(null, node.contents, visitor_, Object.freeze([node])) === REMOVE && (node.contents = null) : await visitAsync_(null, node, visitor_, Object.freeze([]));
    }
    visitAsync.BREAK = BREAK;
    visitAsync.SKIP = SKIP;
    visitAsync.REMOVE = REMOVE;
    async function visitAsync_(key, node, visitor, path5) {
      let ctrl = await callVisitor(key, node, visitor, path5);
      if (identity.isNode(ctrl) || identity.isPair(ctrl))
        return replaceNode(key, path5, ctrl), visitAsync_(key, ctrl, visitor, path5);
      if (typeof ctrl != "symbol") {
        if (identity.isCollection(node)) {
          path5 = Object.freeze(path5.concat(node));
          for (let i2 = 0; i2 < node.items.length; ++i2) {
            let ci = await visitAsync_(i2, node.items[i2], visitor, path5);
            if (typeof ci == "number")
              i2 = ci - 1;
            else {
              if (ci === BREAK)
                return BREAK;
              ci === REMOVE && (node.items.splice(i2, 1), i2 -= 1);
            }
          }
        } else if (identity.isPair(node)) {
          path5 = Object.freeze(path5.concat(node));
          let ck = await visitAsync_("key", node.key, visitor, path5);
          if (ck === BREAK)
            return BREAK;
          ck === REMOVE && (node.key = null);
          let cv = await visitAsync_("value", node.value, visitor, path5);
          if (cv === BREAK)
            return BREAK;
          cv === REMOVE && (node.value = null);
        }
      }
      return ctrl;
    }
    function initVisitor(visitor) {
      return typeof visitor == "object" && (visitor.Collection || visitor.Node || visitor.Value) ? Object.assign({
        Alias: visitor.Node,
        Map: visitor.Node,
        Scalar: visitor.Node,
        Seq: visitor.Node
      }, visitor.Value && {
        Map: visitor.Value,
        Scalar: visitor.Value,
        Seq: visitor.Value
      }, visitor.Collection && {
        Map: visitor.Collection,
        Seq: visitor.Collection
      }, visitor) : visitor;
    }
    function callVisitor(key, node, visitor, path5) {
      if (typeof visitor == "function")
        return visitor(key, node, path5);
      if (identity.isMap(node))
        return visitor.Map?.(key, node, path5);
      if (identity.isSeq(node))
        return visitor.Seq?.(key, node, path5);
      if (identity.isPair(node))
        return visitor.Pair?.(key, node, path5);
      if (identity.isScalar(node))
        return visitor.Scalar?.(key, node, path5);
      if (identity.isAlias(node))
        return visitor.Alias?.(key, node, path5);
    }
    function replaceNode(key, path5, node) {
      let parent = path5[path5.length - 1];
      if (identity.isCollection(parent))
        parent.items[key] = node;
      else if (identity.isPair(parent))
        key === "key" ? parent.key = node : parent.value = node;
      else if (identity.isDocument(parent))
        parent.contents = node;
      else {
        let pt = identity.isAlias(parent) ? "alias" : "scalar";
        throw new Error(`Cannot replace node with ${pt} parent`);
      }
    }
    exports2.visit = visit;
    exports2.visitAsync = visitAsync;
  }
});

// node_modules/yaml/dist/doc/directives.js
var require_directives = __commonJS({
  "node_modules/yaml/dist/doc/directives.js"(exports2) {
    "use strict";
    var identity = require_identity(), visit = require_visit(), escapeChars = {
      "!": "%21",
      ",": "%2C",
      "[": "%5B",
      "]": "%5D",
      "{": "%7B",
      "}": "%7D"
    }, escapeTagName = (tn) => tn.replace(/[!,[\]{}]/g, (ch) => escapeChars[ch]), Directives = class _Directives {
      constructor(yaml, tags) {
        this.docStart = null, this.docEnd = !1, this.yaml = Object.assign({}, _Directives.defaultYaml, yaml), this.tags = Object.assign({}, _Directives.defaultTags, tags);
      }
      clone() {
        let copy = new _Directives(this.yaml, this.tags);
        return copy.docStart = this.docStart, copy;
      }
      /**
       * During parsing, get a Directives instance for the current document and
       * update the stream state according to the current version's spec.
       */
      atDocument() {
        let res = new _Directives(this.yaml, this.tags);
        switch (this.yaml.version) {
          case "1.1":
            this.atNextDocument = !0;
            break;
          case "1.2":
            this.atNextDocument = !1, this.yaml = {
              explicit: _Directives.defaultYaml.explicit,
              version: "1.2"
            }, this.tags = Object.assign({}, _Directives.defaultTags);
            break;
        }
        return res;
      }
      /**
       * @param onError - May be called even if the action was successful
       * @returns `true` on success
       */
      add(line, onError) {
        this.atNextDocument && (this.yaml = { explicit: _Directives.defaultYaml.explicit, version: "1.1" }, this.tags = Object.assign({}, _Directives.defaultTags), this.atNextDocument = !1);
        let parts = line.trim().split(/[ \t]+/), name = parts.shift();
        switch (name) {
          case "%TAG": {
            if (parts.length !== 2 && (onError(0, "%TAG directive should contain exactly two parts"), parts.length < 2))
              return !1;
            let [handle2, prefix] = parts;
            return this.tags[handle2] = prefix, !0;
          }
          case "%YAML": {
            if (this.yaml.explicit = !0, parts.length !== 1)
              return onError(0, "%YAML directive should contain exactly one part"), !1;
            let [version] = parts;
            if (version === "1.1" || version === "1.2")
              return this.yaml.version = version, !0;
            {
              let isValid = /^\d+\.\d+$/.test(version);
              return onError(6, `Unsupported YAML version ${version}`, isValid), !1;
            }
          }
          default:
            return onError(0, `Unknown directive ${name}`, !0), !1;
        }
      }
      /**
       * Resolves a tag, matching handles to those defined in %TAG directives.
       *
       * @returns Resolved tag, which may also be the non-specific tag `'!'` or a
       *   `'!local'` tag, or `null` if unresolvable.
       */
      tagName(source, onError) {
        if (source === "!")
          return "!";
        if (source[0] !== "!")
          return onError(`Not a valid tag: ${source}`), null;
        if (source[1] === "<") {
          let verbatim = source.slice(2, -1);
          return verbatim === "!" || verbatim === "!!" ? (onError(`Verbatim tags aren't resolved, so ${source} is invalid.`), null) : (source[source.length - 1] !== ">" && onError("Verbatim tags must end with a >"), verbatim);
        }
        let [, handle2, suffix] = source.match(/^(.*!)([^!]*)$/s);
        suffix || onError(`The ${source} tag has no suffix`);
        let prefix = this.tags[handle2];
        if (prefix)
          try {
            return prefix + decodeURIComponent(suffix);
          } catch (error) {
            return onError(String(error)), null;
          }
        return handle2 === "!" ? source : (onError(`Could not resolve tag: ${source}`), null);
      }
      /**
       * Given a fully resolved tag, returns its printable string form,
       * taking into account current tag prefixes and defaults.
       */
      tagString(tag) {
        for (let [handle2, prefix] of Object.entries(this.tags))
          if (tag.startsWith(prefix))
            return handle2 + escapeTagName(tag.substring(prefix.length));
        return tag[0] === "!" ? tag : `!<${tag}>`;
      }
      toString(doc) {
        let lines = this.yaml.explicit ? [`%YAML ${this.yaml.version || "1.2"}`] : [], tagEntries = Object.entries(this.tags), tagNames;
        if (doc && tagEntries.length > 0 && identity.isNode(doc.contents)) {
          let tags = {};
          visit.visit(doc.contents, (_key, node) => {
            identity.isNode(node) && node.tag && (tags[node.tag] = !0);
          }), tagNames = Object.keys(tags);
        } else
          tagNames = [];
        for (let [handle2, prefix] of tagEntries)
          handle2 === "!!" && prefix === "tag:yaml.org,2002:" || (!doc || tagNames.some((tn) => tn.startsWith(prefix))) && lines.push(`%TAG ${handle2} ${prefix}`);
        return lines.join(`
`);
      }
    };
    Directives.defaultYaml = { explicit: !1, version: "1.2" };
    Directives.defaultTags = { "!!": "tag:yaml.org,2002:" };
    exports2.Directives = Directives;
  }
});

// node_modules/yaml/dist/doc/anchors.js
var require_anchors = __commonJS({
  "node_modules/yaml/dist/doc/anchors.js"(exports2) {
    "use strict";
    var identity = require_identity(), visit = require_visit();
    function anchorIsValid(anchor) {
      if (/[\x00-\x19\s,[\]{}]/.test(anchor)) {
        let msg = `Anchor must not contain whitespace or control characters: ${JSON.stringify(anchor)}`;
        throw new Error(msg);
      }
      return !0;
    }
    function anchorNames(root) {
      let anchors = /* @__PURE__ */ new Set();
      return visit.visit(root, {
        Value(_key, node) {
          node.anchor && anchors.add(node.anchor);
        }
      }), anchors;
    }
    function findNewAnchor(prefix, exclude) {
      for (let i2 = 1; ; ++i2) {
        let name = `${prefix}${i2}`;
        if (!exclude.has(name))
          return name;
      }
    }
    function createNodeAnchors(doc, prefix) {
      let aliasObjects = [], sourceObjects = /* @__PURE__ */ new Map(), prevAnchors = null;
      return {
        onAnchor: (source) => {
          aliasObjects.push(source), prevAnchors ?? (prevAnchors = anchorNames(doc));
          let anchor = findNewAnchor(prefix, prevAnchors);
          return prevAnchors.add(anchor), anchor;
        },
        /**
         * With circular references, the source node is only resolved after all
         * of its child nodes are. This is why anchors are set only after all of
         * the nodes have been created.
         */
        setAnchors: () => {
          for (let source of aliasObjects) {
            let ref = sourceObjects.get(source);
            if (typeof ref == "object" && ref.anchor && (identity.isScalar(ref.node) || identity.isCollection(ref.node)))
              ref.node.anchor = ref.anchor;
            else {
              let error = new Error("Failed to resolve repeated object (this should not happen)");
              throw error.source = source, error;
            }
          }
        },
        sourceObjects
      };
    }
    exports2.anchorIsValid = anchorIsValid;
    exports2.anchorNames = anchorNames;
    exports2.createNodeAnchors = createNodeAnchors;
    exports2.findNewAnchor = findNewAnchor;
  }
});

// node_modules/yaml/dist/doc/applyReviver.js
var require_applyReviver = __commonJS({
  "node_modules/yaml/dist/doc/applyReviver.js"(exports2) {
    "use strict";
    function applyReviver(reviver, obj, key, val) {
      if (val && typeof val == "object")
        if (Array.isArray(val))
          for (let i2 = 0, len = val.length; i2 < len; ++i2) {
            let v0 = val[i2], v1 = applyReviver(reviver, val, String(i2), v0);
            v1 === void 0 ? delete val[i2] : v1 !== v0 && (val[i2] = v1);
          }
        else if (val instanceof Map)
          for (let k of Array.from(val.keys())) {
            let v0 = val.get(k), v1 = applyReviver(reviver, val, k, v0);
            v1 === void 0 ? val.delete(k) : v1 !== v0 && val.set(k, v1);
          }
        else if (val instanceof Set)
          for (let v0 of Array.from(val)) {
            let v1 = applyReviver(reviver, val, v0, v0);
            v1 === void 0 ? val.delete(v0) : v1 !== v0 && (val.delete(v0), val.add(v1));
          }
        else
          for (let [k, v0] of Object.entries(val)) {
            let v1 = applyReviver(reviver, val, k, v0);
            v1 === void 0 ? delete val[k] : v1 !== v0 && (val[k] = v1);
          }
      return reviver.call(obj, key, val);
    }
    exports2.applyReviver = applyReviver;
  }
});

// node_modules/yaml/dist/nodes/toJS.js
var require_toJS = __commonJS({
  "node_modules/yaml/dist/nodes/toJS.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function toJS(value, arg, ctx) {
      if (Array.isArray(value))
        return value.map((v, i2) => toJS(v, String(i2), ctx));
      if (value && typeof value.toJSON == "function") {
        if (!ctx || !identity.hasAnchor(value))
          return value.toJSON(arg, ctx);
        let data = { aliasCount: 0, count: 1, res: void 0 };
        ctx.anchors.set(value, data), ctx.onCreate = (res2) => {
          data.res = res2, delete ctx.onCreate;
        };
        let res = value.toJSON(arg, ctx);
        return ctx.onCreate && ctx.onCreate(res), res;
      }
      return typeof value == "bigint" && !ctx?.keep ? Number(value) : value;
    }
    exports2.toJS = toJS;
  }
});

// node_modules/yaml/dist/nodes/Node.js
var require_Node = __commonJS({
  "node_modules/yaml/dist/nodes/Node.js"(exports2) {
    "use strict";
    var applyReviver = require_applyReviver(), identity = require_identity(), toJS = require_toJS(), NodeBase = class {
      constructor(type) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: type });
      }
      /** Create a copy of this node.  */
      clone() {
        let copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        return this.range && (copy.range = this.range.slice()), copy;
      }
      /** A plain JavaScript representation of this node. */
      toJS(doc, { mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        if (!identity.isDocument(doc))
          throw new TypeError("A document argument is required");
        let ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc,
          keep: !0,
          mapAsMap: mapAsMap === !0,
          mapKeyWarned: !1,
          maxAliasCount: typeof maxAliasCount == "number" ? maxAliasCount : 100
        }, res = toJS.toJS(this, "", ctx);
        if (typeof onAnchor == "function")
          for (let { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver == "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
    };
    exports2.NodeBase = NodeBase;
  }
});

// node_modules/yaml/dist/nodes/Alias.js
var require_Alias = __commonJS({
  "node_modules/yaml/dist/nodes/Alias.js"(exports2) {
    "use strict";
    var anchors = require_anchors(), visit = require_visit(), identity = require_identity(), Node = require_Node(), toJS = require_toJS(), Alias = class extends Node.NodeBase {
      constructor(source) {
        super(identity.ALIAS), this.source = source, Object.defineProperty(this, "tag", {
          set() {
            throw new Error("Alias nodes cannot have tags");
          }
        });
      }
      /**
       * Resolve the value of this alias within `doc`, finding the last
       * instance of the `source` anchor before this node.
       */
      resolve(doc, ctx) {
        if (ctx?.maxAliasCount === 0)
          throw new ReferenceError("Alias resolution is disabled");
        let nodes;
        ctx?.aliasResolveCache ? nodes = ctx.aliasResolveCache : (nodes = [], visit.visit(doc, {
          Node: (_key, node) => {
            (identity.isAlias(node) || identity.hasAnchor(node)) && nodes.push(node);
          }
        }), ctx && (ctx.aliasResolveCache = nodes));
        let found;
        for (let node of nodes) {
          if (node === this)
            break;
          node.anchor === this.source && (found = node);
        }
        if (found && ctx) {
          let { anchors: anchors2, doc: doc2, maxAliasCount } = ctx, data = anchors2.get(found);
          if (data || (toJS.toJS(found, null, ctx), data = anchors2.get(found)), data?.res === void 0) {
            let msg = "This should not happen: Alias anchor was not resolved?";
            throw new ReferenceError(msg);
          }
          if (maxAliasCount >= 0 && (data.count += 1, data.aliasCount === 0 && (data.aliasCount = getAliasCount(doc2, found, anchors2)), data.count * data.aliasCount > maxAliasCount)) {
            let msg = "Excessive alias count indicates a resource exhaustion attack";
            throw new ReferenceError(msg);
          }
        }
        return found;
      }
      toJSON(_arg, ctx) {
        if (!ctx)
          return { source: this.source };
        let source = this.resolve(ctx.doc, ctx);
        if (!source) {
          let msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
          throw new ReferenceError(msg);
        }
        return ctx.anchors.get(source).res;
      }
      toString(ctx, _onComment, _onChompKeep) {
        let src = `*${this.source}`;
        if (ctx) {
          if (anchors.anchorIsValid(this.source), ctx.options.verifyAliasOrder && !ctx.anchors.has(this.source)) {
            let msg = `Unresolved alias (the anchor must be set before the alias): ${this.source}`;
            throw new Error(msg);
          }
          if (ctx.implicitKey)
            return `${src} `;
        }
        return src;
      }
    };
    function getAliasCount(doc, node, anchors2) {
      if (identity.isAlias(node)) {
        let source = node.resolve(doc), anchor = anchors2 && source && anchors2.get(source);
        return anchor ? anchor.count * anchor.aliasCount : 0;
      } else if (identity.isCollection(node)) {
        let count = 0;
        for (let item of node.items) {
          let c = getAliasCount(doc, item, anchors2);
          c > count && (count = c);
        }
        return count;
      } else if (identity.isPair(node)) {
        let kc = getAliasCount(doc, node.key, anchors2), vc = getAliasCount(doc, node.value, anchors2);
        return Math.max(kc, vc);
      }
      return 1;
    }
    exports2.Alias = Alias;
  }
});

// node_modules/yaml/dist/nodes/Scalar.js
var require_Scalar = __commonJS({
  "node_modules/yaml/dist/nodes/Scalar.js"(exports2) {
    "use strict";
    var identity = require_identity(), Node = require_Node(), toJS = require_toJS(), isScalarValue = (value) => !value || typeof value != "function" && typeof value != "object", Scalar = class extends Node.NodeBase {
      constructor(value) {
        super(identity.SCALAR), this.value = value;
      }
      toJSON(arg, ctx) {
        return ctx?.keep ? this.value : toJS.toJS(this.value, arg, ctx);
      }
      toString() {
        return String(this.value);
      }
    };
    Scalar.BLOCK_FOLDED = "BLOCK_FOLDED";
    Scalar.BLOCK_LITERAL = "BLOCK_LITERAL";
    Scalar.PLAIN = "PLAIN";
    Scalar.QUOTE_DOUBLE = "QUOTE_DOUBLE";
    Scalar.QUOTE_SINGLE = "QUOTE_SINGLE";
    exports2.Scalar = Scalar;
    exports2.isScalarValue = isScalarValue;
  }
});

// node_modules/yaml/dist/doc/createNode.js
var require_createNode = __commonJS({
  "node_modules/yaml/dist/doc/createNode.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), identity = require_identity(), Scalar = require_Scalar(), defaultTagPrefix = "tag:yaml.org,2002:";
    function findTagObject(value, tagName, tags) {
      if (tagName) {
        let match = tags.filter((t) => t.tag === tagName), tagObj = match.find((t) => !t.format) ?? match[0];
        if (!tagObj)
          throw new Error(`Tag ${tagName} not found`);
        return tagObj;
      }
      return tags.find((t) => t.identify?.(value) && !t.format);
    }
    function createNode(value, tagName, ctx) {
      if (identity.isDocument(value) && (value = value.contents), identity.isNode(value))
        return value;
      if (identity.isPair(value)) {
        let map = ctx.schema[identity.MAP].createNode?.(ctx.schema, null, ctx);
        return map.items.push(value), map;
      }
      (value instanceof String || value instanceof Number || value instanceof Boolean || typeof BigInt < "u" && value instanceof BigInt) && (value = value.valueOf());
      let { aliasDuplicateObjects, onAnchor, onTagObj, schema, sourceObjects } = ctx, ref;
      if (aliasDuplicateObjects && value && typeof value == "object") {
        if (ref = sourceObjects.get(value), ref)
          return ref.anchor ?? (ref.anchor = onAnchor(value)), new Alias.Alias(ref.anchor);
        ref = { anchor: null, node: null }, sourceObjects.set(value, ref);
      }
      tagName?.startsWith("!!") && (tagName = defaultTagPrefix + tagName.slice(2));
      let tagObj = findTagObject(value, tagName, schema.tags);
      if (!tagObj) {
        if (value && typeof value.toJSON == "function" && (value = value.toJSON()), !value || typeof value != "object") {
          let node2 = new Scalar.Scalar(value);
          return ref && (ref.node = node2), node2;
        }
        tagObj = value instanceof Map ? schema[identity.MAP] : Symbol.iterator in Object(value) ? schema[identity.SEQ] : schema[identity.MAP];
      }
      onTagObj && (onTagObj(tagObj), delete ctx.onTagObj);
      let node = tagObj?.createNode ? tagObj.createNode(ctx.schema, value, ctx) : typeof tagObj?.nodeClass?.from == "function" ? tagObj.nodeClass.from(ctx.schema, value, ctx) : new Scalar.Scalar(value);
      return tagName ? node.tag = tagName : tagObj.default || (node.tag = tagObj.tag), ref && (ref.node = node), node;
    }
    exports2.createNode = createNode;
  }
});

// node_modules/yaml/dist/nodes/Collection.js
var require_Collection = __commonJS({
  "node_modules/yaml/dist/nodes/Collection.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), identity = require_identity(), Node = require_Node();
    function collectionFromPath(schema, path5, value) {
      let v = value;
      for (let i2 = path5.length - 1; i2 >= 0; --i2) {
        let k = path5[i2];
        if (typeof k == "number" && Number.isInteger(k) && k >= 0) {
          let a = [];
          a[k] = v, v = a;
        } else
          v = /* @__PURE__ */ new Map([[k, v]]);
      }
      return createNode.createNode(v, void 0, {
        aliasDuplicateObjects: !1,
        keepUndefined: !1,
        onAnchor: () => {
          throw new Error("This should not happen, please report a bug.");
        },
        schema,
        sourceObjects: /* @__PURE__ */ new Map()
      });
    }
    var isEmptyPath = (path5) => path5 == null || typeof path5 == "object" && !!path5[Symbol.iterator]().next().done, Collection = class extends Node.NodeBase {
      constructor(type, schema) {
        super(type), Object.defineProperty(this, "schema", {
          value: schema,
          configurable: !0,
          enumerable: !1,
          writable: !0
        });
      }
      /**
       * Create a copy of this collection.
       *
       * @param schema - If defined, overwrites the original's schema
       */
      clone(schema) {
        let copy = Object.create(Object.getPrototypeOf(this), Object.getOwnPropertyDescriptors(this));
        return schema && (copy.schema = schema), copy.items = copy.items.map((it) => identity.isNode(it) || identity.isPair(it) ? it.clone(schema) : it), this.range && (copy.range = this.range.slice()), copy;
      }
      /**
       * Adds a value to the collection. For `!!map` and `!!omap` the value must
       * be a Pair instance or a `{ key, value }` object, which may not have a key
       * that already exists in the map.
       */
      addIn(path5, value) {
        if (isEmptyPath(path5))
          this.add(value);
        else {
          let [key, ...rest] = path5, node = this.get(key, !0);
          if (identity.isCollection(node))
            node.addIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
      /**
       * Removes a value from the collection.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path5) {
        let [key, ...rest] = path5;
        if (rest.length === 0)
          return this.delete(key);
        let node = this.get(key, !0);
        if (identity.isCollection(node))
          return node.deleteIn(rest);
        throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path5, keepScalar) {
        let [key, ...rest] = path5, node = this.get(key, !0);
        return rest.length === 0 ? !keepScalar && identity.isScalar(node) ? node.value : node : identity.isCollection(node) ? node.getIn(rest, keepScalar) : void 0;
      }
      hasAllNullValues(allowScalar) {
        return this.items.every((node) => {
          if (!identity.isPair(node))
            return !1;
          let n = node.value;
          return n == null || allowScalar && identity.isScalar(n) && n.value == null && !n.commentBefore && !n.comment && !n.tag;
        });
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       */
      hasIn(path5) {
        let [key, ...rest] = path5;
        if (rest.length === 0)
          return this.has(key);
        let node = this.get(key, !0);
        return identity.isCollection(node) ? node.hasIn(rest) : !1;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path5, value) {
        let [key, ...rest] = path5;
        if (rest.length === 0)
          this.set(key, value);
        else {
          let node = this.get(key, !0);
          if (identity.isCollection(node))
            node.setIn(rest, value);
          else if (node === void 0 && this.schema)
            this.set(key, collectionFromPath(this.schema, rest, value));
          else
            throw new Error(`Expected YAML collection at ${key}. Remaining path: ${rest}`);
        }
      }
    };
    exports2.Collection = Collection;
    exports2.collectionFromPath = collectionFromPath;
    exports2.isEmptyPath = isEmptyPath;
  }
});

// node_modules/yaml/dist/stringify/stringifyComment.js
var require_stringifyComment = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyComment.js"(exports2) {
    "use strict";
    var stringifyComment = (str) => str.replace(/^(?!$)(?: $)?/gm, "#");
    function indentComment(comment, indent) {
      return /^\n+$/.test(comment) ? comment.substring(1) : indent ? comment.replace(/^(?! *$)/gm, indent) : comment;
    }
    var lineComment = (str, indent, comment) => str.endsWith(`
`) ? indentComment(comment, indent) : comment.includes(`
`) ? `
` + indentComment(comment, indent) : (str.endsWith(" ") ? "" : " ") + comment;
    exports2.indentComment = indentComment;
    exports2.lineComment = lineComment;
    exports2.stringifyComment = stringifyComment;
  }
});

// node_modules/yaml/dist/stringify/foldFlowLines.js
var require_foldFlowLines = __commonJS({
  "node_modules/yaml/dist/stringify/foldFlowLines.js"(exports2) {
    "use strict";
    var FOLD_FLOW = "flow", FOLD_BLOCK = "block", FOLD_QUOTED = "quoted";
    function foldFlowLines(text, indent, mode = "flow", { indentAtStart, lineWidth = 80, minContentWidth = 20, onFold, onOverflow } = {}) {
      if (!lineWidth || lineWidth < 0)
        return text;
      lineWidth < minContentWidth && (minContentWidth = 0);
      let endStep = Math.max(1 + minContentWidth, 1 + lineWidth - indent.length);
      if (text.length <= endStep)
        return text;
      let folds = [], escapedFolds = {}, end = lineWidth - indent.length;
      typeof indentAtStart == "number" && (indentAtStart > lineWidth - Math.max(2, minContentWidth) ? folds.push(0) : end = lineWidth - indentAtStart);
      let split, prev, overflow = !1, i2 = -1, escStart = -1, escEnd = -1;
      mode === FOLD_BLOCK && (i2 = consumeMoreIndentedLines(text, i2, indent.length), i2 !== -1 && (end = i2 + endStep));
      for (let ch; ch = text[i2 += 1]; ) {
        if (mode === FOLD_QUOTED && ch === "\\") {
          switch (escStart = i2, text[i2 + 1]) {
            case "x":
              i2 += 3;
              break;
            case "u":
              i2 += 5;
              break;
            case "U":
              i2 += 9;
              break;
            default:
              i2 += 1;
          }
          escEnd = i2;
        }
        if (ch === `
`)
          mode === FOLD_BLOCK && (i2 = consumeMoreIndentedLines(text, i2, indent.length)), end = i2 + indent.length + endStep, split = void 0;
        else {
          if (ch === " " && prev && prev !== " " && prev !== `
` && prev !== "	") {
            let next = text[i2 + 1];
            next && next !== " " && next !== `
` && next !== "	" && (split = i2);
          }
          if (i2 >= end)
            if (split)
              folds.push(split), end = split + endStep, split = void 0;
            else if (mode === FOLD_QUOTED) {
              for (; prev === " " || prev === "	"; )
                prev = ch, ch = text[i2 += 1], overflow = !0;
              let j = i2 > escEnd + 1 ? i2 - 2 : escStart - 1;
              if (escapedFolds[j])
                return text;
              folds.push(j), escapedFolds[j] = !0, end = j + endStep, split = void 0;
            } else
              overflow = !0;
        }
        prev = ch;
      }
      if (overflow && onOverflow && onOverflow(), folds.length === 0)
        return text;
      onFold && onFold();
      let res = text.slice(0, folds[0]);
      for (let i3 = 0; i3 < folds.length; ++i3) {
        let fold = folds[i3], end2 = folds[i3 + 1] || text.length;
        fold === 0 ? res = `
${indent}${text.slice(0, end2)}` : (mode === FOLD_QUOTED && escapedFolds[fold] && (res += `${text[fold]}\\`), res += `
${indent}${text.slice(fold + 1, end2)}`);
      }
      return res;
    }
    function consumeMoreIndentedLines(text, i2, indent) {
      let end = i2, start = i2 + 1, ch = text[start];
      for (; ch === " " || ch === "	"; )
        if (i2 < start + indent)
          ch = text[++i2];
        else {
          do
            ch = text[++i2];
          while (ch && ch !== `
`);
          end = i2, start = i2 + 1, ch = text[start];
        }
      return end;
    }
    exports2.FOLD_BLOCK = FOLD_BLOCK;
    exports2.FOLD_FLOW = FOLD_FLOW;
    exports2.FOLD_QUOTED = FOLD_QUOTED;
    exports2.foldFlowLines = foldFlowLines;
  }
});

// node_modules/yaml/dist/stringify/stringifyString.js
var require_stringifyString = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyString.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), foldFlowLines = require_foldFlowLines(), getFoldOptions = (ctx, isBlock) => ({
      indentAtStart: isBlock ? ctx.indent.length : ctx.indentAtStart,
      lineWidth: ctx.options.lineWidth,
      minContentWidth: ctx.options.minContentWidth
    }), containsDocumentMarker = (str) => /^(%|---|\.\.\.)/m.test(str);
    function lineLengthOverLimit(str, lineWidth, indentLength) {
      if (!lineWidth || lineWidth < 0)
        return !1;
      let limit = lineWidth - indentLength, strLen = str.length;
      if (strLen <= limit)
        return !1;
      for (let i2 = 0, start = 0; i2 < strLen; ++i2)
        if (str[i2] === `
`) {
          if (i2 - start > limit)
            return !0;
          if (start = i2 + 1, strLen - start <= limit)
            return !1;
        }
      return !0;
    }
    function doubleQuotedString(value, ctx) {
      let json = JSON.stringify(value);
      if (ctx.options.doubleQuotedAsJSON)
        return json;
      let { implicitKey } = ctx, minMultiLineLength = ctx.options.doubleQuotedMinMultiLineLength, indent = ctx.indent || (containsDocumentMarker(value) ? "  " : ""), str = "", start = 0;
      for (let i2 = 0, ch = json[i2]; ch; ch = json[++i2])
        if (ch === " " && json[i2 + 1] === "\\" && json[i2 + 2] === "n" && (str += json.slice(start, i2) + "\\ ", i2 += 1, start = i2, ch = "\\"), ch === "\\")
          switch (json[i2 + 1]) {
            case "u":
              {
                str += json.slice(start, i2);
                let code = json.substr(i2 + 2, 4);
                switch (code) {
                  case "0000":
                    str += "\\0";
                    break;
                  case "0007":
                    str += "\\a";
                    break;
                  case "000b":
                    str += "\\v";
                    break;
                  case "001b":
                    str += "\\e";
                    break;
                  case "0085":
                    str += "\\N";
                    break;
                  case "00a0":
                    str += "\\_";
                    break;
                  case "2028":
                    str += "\\L";
                    break;
                  case "2029":
                    str += "\\P";
                    break;
                  default:
                    code.substr(0, 2) === "00" ? str += "\\x" + code.substr(2) : str += json.substr(i2, 6);
                }
                i2 += 5, start = i2 + 1;
              }
              break;
            case "n":
              if (implicitKey || json[i2 + 2] === '"' || json.length < minMultiLineLength)
                i2 += 1;
              else {
                for (str += json.slice(start, i2) + `

`; json[i2 + 2] === "\\" && json[i2 + 3] === "n" && json[i2 + 4] !== '"'; )
                  str += `
`, i2 += 2;
                str += indent, json[i2 + 2] === " " && (str += "\\"), i2 += 1, start = i2 + 1;
              }
              break;
            default:
              i2 += 1;
          }
      return str = start ? str + json.slice(start) : json, implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_QUOTED, getFoldOptions(ctx, !1));
    }
    function singleQuotedString(value, ctx) {
      if (ctx.options.singleQuote === !1 || ctx.implicitKey && value.includes(`
`) || /[ \t]\n|\n[ \t]/.test(value))
        return doubleQuotedString(value, ctx);
      let indent = ctx.indent || (containsDocumentMarker(value) ? "  " : ""), res = "'" + value.replace(/'/g, "''").replace(/\n+/g, `$&
${indent}`) + "'";
      return ctx.implicitKey ? res : foldFlowLines.foldFlowLines(res, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, !1));
    }
    function quotedString(value, ctx) {
      let { singleQuote } = ctx.options, qs;
      if (singleQuote === !1)
        qs = doubleQuotedString;
      else {
        let hasDouble = value.includes('"'), hasSingle = value.includes("'");
        hasDouble && !hasSingle ? qs = singleQuotedString : hasSingle && !hasDouble ? qs = doubleQuotedString : qs = singleQuote ? singleQuotedString : doubleQuotedString;
      }
      return qs(value, ctx);
    }
    var blockEndNewlines;
    try {
      blockEndNewlines = new RegExp(`(^|(?<!
))
+(?!
|$)`, "g");
    } catch {
      blockEndNewlines = /\n+(?!\n|$)/g;
    }
    function blockString({ comment, type, value }, ctx, onComment, onChompKeep) {
      let { blockQuote, commentString, lineWidth } = ctx.options;
      if (!blockQuote || /\n[\t ]+$/.test(value))
        return quotedString(value, ctx);
      let indent = ctx.indent || (ctx.forceBlockIndent || containsDocumentMarker(value) ? "  " : ""), literal2 = blockQuote === "literal" ? !0 : blockQuote === "folded" || type === Scalar.Scalar.BLOCK_FOLDED ? !1 : type === Scalar.Scalar.BLOCK_LITERAL ? !0 : !lineLengthOverLimit(value, lineWidth, indent.length);
      if (!value)
        return literal2 ? `|
` : `>
`;
      let chomp, endStart;
      for (endStart = value.length; endStart > 0; --endStart) {
        let ch = value[endStart - 1];
        if (ch !== `
` && ch !== "	" && ch !== " ")
          break;
      }
      let end = value.substring(endStart), endNlPos = end.indexOf(`
`);
      endNlPos === -1 ? chomp = "-" : value === end || endNlPos !== end.length - 1 ? (chomp = "+", onChompKeep && onChompKeep()) : chomp = "", end && (value = value.slice(0, -end.length), end[end.length - 1] === `
` && (end = end.slice(0, -1)), end = end.replace(blockEndNewlines, `$&${indent}`));
      let startWithSpace = !1, startEnd, startNlPos = -1;
      for (startEnd = 0; startEnd < value.length; ++startEnd) {
        let ch = value[startEnd];
        if (ch === " ")
          startWithSpace = !0;
        else if (ch === `
`)
          startNlPos = startEnd;
        else
          break;
      }
      let start = value.substring(0, startNlPos < startEnd ? startNlPos + 1 : startEnd);
      start && (value = value.substring(start.length), start = start.replace(/\n+/g, `$&${indent}`));
      let header = (startWithSpace ? indent ? "2" : "1" : "") + chomp;
      if (comment && (header += " " + commentString(comment.replace(/ ?[\r\n]+/g, " ")), onComment && onComment()), !literal2) {
        let foldedValue = value.replace(/\n+/g, `
$&`).replace(/(?:^|\n)([\t ].*)(?:([\n\t ]*)\n(?![\n\t ]))?/g, "$1$2").replace(/\n+/g, `$&${indent}`), literalFallback = !1, foldOptions = getFoldOptions(ctx, !0);
        blockQuote !== "folded" && type !== Scalar.Scalar.BLOCK_FOLDED && (foldOptions.onOverflow = () => {
          literalFallback = !0;
        });
        let body = foldFlowLines.foldFlowLines(`${start}${foldedValue}${end}`, indent, foldFlowLines.FOLD_BLOCK, foldOptions);
        if (!literalFallback)
          return `>${header}
${indent}${body}`;
      }
      return value = value.replace(/\n+/g, `$&${indent}`), `|${header}
${indent}${start}${value}${end}`;
    }
    function plainString(item, ctx, onComment, onChompKeep) {
      let { type, value } = item, { actualString, implicitKey, indent, indentStep, inFlow } = ctx;
      if (implicitKey && value.includes(`
`) || inFlow && /[[\]{},]/.test(value))
        return quotedString(value, ctx);
      if (/^[\n\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][ \t]|[\n:][ \t]|[ \t]\n|[\n\t ]#|[\n\t :]$/.test(value))
        return implicitKey || inFlow || !value.includes(`
`) ? quotedString(value, ctx) : blockString(item, ctx, onComment, onChompKeep);
      if (!implicitKey && !inFlow && type !== Scalar.Scalar.PLAIN && value.includes(`
`))
        return blockString(item, ctx, onComment, onChompKeep);
      if (containsDocumentMarker(value)) {
        if (indent === "")
          return ctx.forceBlockIndent = !0, blockString(item, ctx, onComment, onChompKeep);
        if (implicitKey && indent === indentStep)
          return quotedString(value, ctx);
      }
      let str = value.replace(/\n+/g, `$&
${indent}`);
      if (actualString) {
        let test = (tag) => tag.default && tag.tag !== "tag:yaml.org,2002:str" && tag.test?.test(str), { compat, tags } = ctx.doc.schema;
        if (tags.some(test) || compat?.some(test))
          return quotedString(value, ctx);
      }
      return implicitKey ? str : foldFlowLines.foldFlowLines(str, indent, foldFlowLines.FOLD_FLOW, getFoldOptions(ctx, !1));
    }
    function stringifyString(item, ctx, onComment, onChompKeep) {
      let { implicitKey, inFlow } = ctx, ss = typeof item.value == "string" ? item : Object.assign({}, item, { value: String(item.value) }), { type } = item;
      type !== Scalar.Scalar.QUOTE_DOUBLE && /[\x00-\x08\x0b-\x1f\x7f-\x9f\u{D800}-\u{DFFF}]/u.test(ss.value) && (type = Scalar.Scalar.QUOTE_DOUBLE);
      let _stringify = (_type) => {
        switch (_type) {
          case Scalar.Scalar.BLOCK_FOLDED:
          case Scalar.Scalar.BLOCK_LITERAL:
            return implicitKey || inFlow ? quotedString(ss.value, ctx) : blockString(ss, ctx, onComment, onChompKeep);
          case Scalar.Scalar.QUOTE_DOUBLE:
            return doubleQuotedString(ss.value, ctx);
          case Scalar.Scalar.QUOTE_SINGLE:
            return singleQuotedString(ss.value, ctx);
          case Scalar.Scalar.PLAIN:
            return plainString(ss, ctx, onComment, onChompKeep);
          default:
            return null;
        }
      }, res = _stringify(type);
      if (res === null) {
        let { defaultKeyType, defaultStringType } = ctx.options, t = implicitKey && defaultKeyType || defaultStringType;
        if (res = _stringify(t), res === null)
          throw new Error(`Unsupported default string type ${t}`);
      }
      return res;
    }
    exports2.stringifyString = stringifyString;
  }
});

// node_modules/yaml/dist/stringify/stringify.js
var require_stringify = __commonJS({
  "node_modules/yaml/dist/stringify/stringify.js"(exports2) {
    "use strict";
    var anchors = require_anchors(), identity = require_identity(), stringifyComment = require_stringifyComment(), stringifyString = require_stringifyString();
    function createStringifyContext(doc, options) {
      let opt = Object.assign({
        blockQuote: !0,
        commentString: stringifyComment.stringifyComment,
        defaultKeyType: null,
        defaultStringType: "PLAIN",
        directives: null,
        doubleQuotedAsJSON: !1,
        doubleQuotedMinMultiLineLength: 40,
        falseStr: "false",
        flowCollectionPadding: !0,
        indentSeq: !0,
        lineWidth: 80,
        minContentWidth: 20,
        nullStr: "null",
        simpleKeys: !1,
        singleQuote: null,
        trailingComma: !1,
        trueStr: "true",
        verifyAliasOrder: !0
      }, doc.schema.toStringOptions, options), inFlow;
      switch (opt.collectionStyle) {
        case "block":
          inFlow = !1;
          break;
        case "flow":
          inFlow = !0;
          break;
        default:
          inFlow = null;
      }
      return {
        anchors: /* @__PURE__ */ new Set(),
        doc,
        flowCollectionPadding: opt.flowCollectionPadding ? " " : "",
        indent: "",
        indentStep: typeof opt.indent == "number" ? " ".repeat(opt.indent) : "  ",
        inFlow,
        options: opt
      };
    }
    function getTagObject(tags, item) {
      if (item.tag) {
        let match = tags.filter((t) => t.tag === item.tag);
        if (match.length > 0)
          return match.find((t) => t.format === item.format) ?? match[0];
      }
      let tagObj, obj;
      if (identity.isScalar(item)) {
        obj = item.value;
        let match = tags.filter((t) => t.identify?.(obj));
        if (match.length > 1) {
          let testMatch = match.filter((t) => t.test);
          testMatch.length > 0 && (match = testMatch);
        }
        tagObj = match.find((t) => t.format === item.format) ?? match.find((t) => !t.format);
      } else
        obj = item, tagObj = tags.find((t) => t.nodeClass && obj instanceof t.nodeClass);
      if (!tagObj) {
        let name = obj?.constructor?.name ?? (obj === null ? "null" : typeof obj);
        throw new Error(`Tag not resolved for ${name} value`);
      }
      return tagObj;
    }
    function stringifyProps(node, tagObj, { anchors: anchors$1, doc }) {
      if (!doc.directives)
        return "";
      let props = [], anchor = (identity.isScalar(node) || identity.isCollection(node)) && node.anchor;
      anchor && anchors.anchorIsValid(anchor) && (anchors$1.add(anchor), props.push(`&${anchor}`));
      let tag = node.tag ?? (tagObj.default ? null : tagObj.tag);
      return tag && props.push(doc.directives.tagString(tag)), props.join(" ");
    }
    function stringify(item, ctx, onComment, onChompKeep) {
      if (identity.isPair(item))
        return item.toString(ctx, onComment, onChompKeep);
      if (identity.isAlias(item)) {
        if (ctx.doc.directives)
          return item.toString(ctx);
        if (ctx.resolvedAliases?.has(item))
          throw new TypeError("Cannot stringify circular structure without alias nodes");
        ctx.resolvedAliases ? ctx.resolvedAliases.add(item) : ctx.resolvedAliases = /* @__PURE__ */ new Set([item]), item = item.resolve(ctx.doc);
      }
      let tagObj, node = identity.isNode(item) ? item : ctx.doc.createNode(item, { onTagObj: (o) => tagObj = o });
      tagObj ?? (tagObj = getTagObject(ctx.doc.schema.tags, node));
      let props = stringifyProps(node, tagObj, ctx);
      props.length > 0 && (ctx.indentAtStart = (ctx.indentAtStart ?? 0) + props.length + 1);
      let str = typeof tagObj.stringify == "function" ? tagObj.stringify(node, ctx, onComment, onChompKeep) : identity.isScalar(node) ? stringifyString.stringifyString(node, ctx, onComment, onChompKeep) : node.toString(ctx, onComment, onChompKeep);
      return props ? identity.isScalar(node) || str[0] === "{" || str[0] === "[" ? `${props} ${str}` : `${props}
${ctx.indent}${str}` : str;
    }
    exports2.createStringifyContext = createStringifyContext;
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/stringify/stringifyPair.js
var require_stringifyPair = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyPair.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyPair({ key, value }, ctx, onComment, onChompKeep) {
      let { allNullValues, doc, indent, indentStep, options: { commentString, indentSeq, simpleKeys } } = ctx, keyComment = identity.isNode(key) && key.comment || null;
      if (simpleKeys) {
        if (keyComment)
          throw new Error("With simple keys, key nodes cannot have comments");
        if (identity.isCollection(key) || !identity.isNode(key) && typeof key == "object") {
          let msg = "With simple keys, collection cannot be used as a key value";
          throw new Error(msg);
        }
      }
      let explicitKey = !simpleKeys && (!key || keyComment && value == null && !ctx.inFlow || identity.isCollection(key) || (identity.isScalar(key) ? key.type === Scalar.Scalar.BLOCK_FOLDED || key.type === Scalar.Scalar.BLOCK_LITERAL : typeof key == "object"));
      ctx = Object.assign({}, ctx, {
        allNullValues: !1,
        implicitKey: !explicitKey && (simpleKeys || !allNullValues),
        indent: indent + indentStep
      });
      let keyCommentDone = !1, chompKeep = !1, str = stringify.stringify(key, ctx, () => keyCommentDone = !0, () => chompKeep = !0);
      if (!explicitKey && !ctx.inFlow && str.length > 1024) {
        if (simpleKeys)
          throw new Error("With simple keys, single line scalar must not span more than 1024 characters");
        explicitKey = !0;
      }
      if (ctx.inFlow) {
        if (allNullValues || value == null)
          return keyCommentDone && onComment && onComment(), str === "" ? "?" : explicitKey ? `? ${str}` : str;
      } else if (allNullValues && !simpleKeys || value == null && explicitKey)
        return str = `? ${str}`, keyComment && !keyCommentDone ? str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment)) : chompKeep && onChompKeep && onChompKeep(), str;
      keyCommentDone && (keyComment = null), explicitKey ? (keyComment && (str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment))), str = `? ${str}
${indent}:`) : (str = `${str}:`, keyComment && (str += stringifyComment.lineComment(str, ctx.indent, commentString(keyComment))));
      let vsb, vcb, valueComment;
      identity.isNode(value) ? (vsb = !!value.spaceBefore, vcb = value.commentBefore, valueComment = value.comment) : (vsb = !1, vcb = null, valueComment = null, value && typeof value == "object" && (value = doc.createNode(value))), ctx.implicitKey = !1, !explicitKey && !keyComment && identity.isScalar(value) && (ctx.indentAtStart = str.length + 1), chompKeep = !1, !indentSeq && indentStep.length >= 2 && !ctx.inFlow && !explicitKey && identity.isSeq(value) && !value.flow && !value.tag && !value.anchor && (ctx.indent = ctx.indent.substring(2));
      let valueCommentDone = !1, valueStr = stringify.stringify(value, ctx, () => valueCommentDone = !0, () => chompKeep = !0), ws = " ";
      if (keyComment || vsb || vcb) {
        if (ws = vsb ? `
` : "", vcb) {
          let cs = commentString(vcb);
          ws += `
${stringifyComment.indentComment(cs, ctx.indent)}`;
        }
        valueStr === "" && !ctx.inFlow ? ws === `
` && valueComment && (ws = `

`) : ws += `
${ctx.indent}`;
      } else if (!explicitKey && identity.isCollection(value)) {
        let vs0 = valueStr[0], nl0 = valueStr.indexOf(`
`), hasNewline = nl0 !== -1, flow = ctx.inFlow ?? value.flow ?? value.items.length === 0;
        if (hasNewline || !flow) {
          let hasPropsLine = !1;
          if (hasNewline && (vs0 === "&" || vs0 === "!")) {
            let sp0 = valueStr.indexOf(" ");
            vs0 === "&" && sp0 !== -1 && sp0 < nl0 && valueStr[sp0 + 1] === "!" && (sp0 = valueStr.indexOf(" ", sp0 + 1)), (sp0 === -1 || nl0 < sp0) && (hasPropsLine = !0);
          }
          hasPropsLine || (ws = `
${ctx.indent}`);
        }
      } else (valueStr === "" || valueStr[0] === `
`) && (ws = "");
      return str += ws + valueStr, ctx.inFlow ? valueCommentDone && onComment && onComment() : valueComment && !valueCommentDone ? str += stringifyComment.lineComment(str, ctx.indent, commentString(valueComment)) : chompKeep && onChompKeep && onChompKeep(), str;
    }
    exports2.stringifyPair = stringifyPair;
  }
});

// node_modules/yaml/dist/log.js
var require_log = __commonJS({
  "node_modules/yaml/dist/log.js"(exports2) {
    "use strict";
    var node_process = require("process");
    function debug(logLevel, ...messages) {
      logLevel === "debug" && console.log(...messages);
    }
    function warn(logLevel, warning) {
      (logLevel === "debug" || logLevel === "warn") && (typeof node_process.emitWarning == "function" ? node_process.emitWarning(warning) : console.warn(warning));
    }
    exports2.debug = debug;
    exports2.warn = warn;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/merge.js
var require_merge = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/merge.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), MERGE_KEY = "<<", merge = {
      identify: (value) => value === MERGE_KEY || typeof value == "symbol" && value.description === MERGE_KEY,
      default: "key",
      tag: "tag:yaml.org,2002:merge",
      test: /^<<$/,
      resolve: () => Object.assign(new Scalar.Scalar(Symbol(MERGE_KEY)), {
        addToJSMap: addMergeToJSMap
      }),
      stringify: () => MERGE_KEY
    }, isMergeKey = (ctx, key) => (merge.identify(key) || identity.isScalar(key) && (!key.type || key.type === Scalar.Scalar.PLAIN) && merge.identify(key.value)) && ctx?.doc.schema.tags.some((tag) => tag.tag === merge.tag && tag.default);
    function addMergeToJSMap(ctx, map, value) {
      let source = resolveAliasValue(ctx, value);
      if (identity.isSeq(source))
        for (let it of source.items)
          mergeValue(ctx, map, it);
      else if (Array.isArray(source))
        for (let it of source)
          mergeValue(ctx, map, it);
      else
        mergeValue(ctx, map, source);
    }
    function mergeValue(ctx, map, value) {
      let source = resolveAliasValue(ctx, value);
      if (!identity.isMap(source))
        throw new Error("Merge sources must be maps or map aliases");
      let srcMap = source.toJSON(null, ctx, Map);
      for (let [key, value2] of srcMap)
        map instanceof Map ? map.has(key) || map.set(key, value2) : map instanceof Set ? map.add(key) : Object.prototype.hasOwnProperty.call(map, key) || Object.defineProperty(map, key, {
          value: value2,
          writable: !0,
          enumerable: !0,
          configurable: !0
        });
      return map;
    }
    function resolveAliasValue(ctx, value) {
      return ctx && identity.isAlias(value) ? value.resolve(ctx.doc, ctx) : value;
    }
    exports2.addMergeToJSMap = addMergeToJSMap;
    exports2.isMergeKey = isMergeKey;
    exports2.merge = merge;
  }
});

// node_modules/yaml/dist/nodes/addPairToJSMap.js
var require_addPairToJSMap = __commonJS({
  "node_modules/yaml/dist/nodes/addPairToJSMap.js"(exports2) {
    "use strict";
    var log = require_log(), merge = require_merge(), stringify = require_stringify(), identity = require_identity(), toJS = require_toJS();
    function addPairToJSMap(ctx, map, { key, value }) {
      if (identity.isNode(key) && key.addToJSMap)
        key.addToJSMap(ctx, map, value);
      else if (merge.isMergeKey(ctx, key))
        merge.addMergeToJSMap(ctx, map, value);
      else {
        let jsKey = toJS.toJS(key, "", ctx);
        if (map instanceof Map)
          map.set(jsKey, toJS.toJS(value, jsKey, ctx));
        else if (map instanceof Set)
          map.add(jsKey);
        else {
          let stringKey = stringifyKey(key, jsKey, ctx), jsValue = toJS.toJS(value, stringKey, ctx);
          stringKey in map ? Object.defineProperty(map, stringKey, {
            value: jsValue,
            writable: !0,
            enumerable: !0,
            configurable: !0
          }) : map[stringKey] = jsValue;
        }
      }
      return map;
    }
    function stringifyKey(key, jsKey, ctx) {
      if (jsKey === null)
        return "";
      if (typeof jsKey != "object")
        return String(jsKey);
      if (identity.isNode(key) && ctx?.doc) {
        let strCtx = stringify.createStringifyContext(ctx.doc, {});
        strCtx.anchors = /* @__PURE__ */ new Set();
        for (let node of ctx.anchors.keys())
          strCtx.anchors.add(node.anchor);
        strCtx.inFlow = !0, strCtx.inStringifyKey = !0;
        let strKey = key.toString(strCtx);
        if (!ctx.mapKeyWarned) {
          let jsonStr = JSON.stringify(strKey);
          jsonStr.length > 40 && (jsonStr = jsonStr.substring(0, 36) + '..."'), log.warn(ctx.doc.options.logLevel, `Keys with collection values will be stringified due to JS Object restrictions: ${jsonStr}. Set mapAsMap: true to use object keys.`), ctx.mapKeyWarned = !0;
        }
        return strKey;
      }
      return JSON.stringify(jsKey);
    }
    exports2.addPairToJSMap = addPairToJSMap;
  }
});

// node_modules/yaml/dist/nodes/Pair.js
var require_Pair = __commonJS({
  "node_modules/yaml/dist/nodes/Pair.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), stringifyPair = require_stringifyPair(), addPairToJSMap = require_addPairToJSMap(), identity = require_identity();
    function createPair(key, value, ctx) {
      let k = createNode.createNode(key, void 0, ctx), v = createNode.createNode(value, void 0, ctx);
      return new Pair(k, v);
    }
    var Pair = class _Pair {
      constructor(key, value = null) {
        Object.defineProperty(this, identity.NODE_TYPE, { value: identity.PAIR }), this.key = key, this.value = value;
      }
      clone(schema) {
        let { key, value } = this;
        return identity.isNode(key) && (key = key.clone(schema)), identity.isNode(value) && (value = value.clone(schema)), new _Pair(key, value);
      }
      toJSON(_, ctx) {
        let pair = ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        return addPairToJSMap.addPairToJSMap(ctx, pair, this);
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx?.doc ? stringifyPair.stringifyPair(this, ctx, onComment, onChompKeep) : JSON.stringify(this);
      }
    };
    exports2.Pair = Pair;
    exports2.createPair = createPair;
  }
});

// node_modules/yaml/dist/stringify/stringifyCollection.js
var require_stringifyCollection = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyCollection.js"(exports2) {
    "use strict";
    var identity = require_identity(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyCollection(collection, ctx, options) {
      return (ctx.inFlow ?? collection.flow ? stringifyFlowCollection : stringifyBlockCollection)(collection, ctx, options);
    }
    function stringifyBlockCollection({ comment, items }, ctx, { blockItemPrefix, flowChars, itemIndent, onChompKeep, onComment }) {
      let { indent, options: { commentString } } = ctx, itemCtx = Object.assign({}, ctx, { indent: itemIndent, type: null }), chompKeep = !1, lines = [];
      for (let i2 = 0; i2 < items.length; ++i2) {
        let item = items[i2], comment2 = null;
        if (identity.isNode(item))
          !chompKeep && item.spaceBefore && lines.push(""), addCommentBefore(ctx, lines, item.commentBefore, chompKeep), item.comment && (comment2 = item.comment);
        else if (identity.isPair(item)) {
          let ik = identity.isNode(item.key) ? item.key : null;
          ik && (!chompKeep && ik.spaceBefore && lines.push(""), addCommentBefore(ctx, lines, ik.commentBefore, chompKeep));
        }
        chompKeep = !1;
        let str2 = stringify.stringify(item, itemCtx, () => comment2 = null, () => chompKeep = !0);
        comment2 && (str2 += stringifyComment.lineComment(str2, itemIndent, commentString(comment2))), chompKeep && comment2 && (chompKeep = !1), lines.push(blockItemPrefix + str2);
      }
      let str;
      if (lines.length === 0)
        str = flowChars.start + flowChars.end;
      else {
        str = lines[0];
        for (let i2 = 1; i2 < lines.length; ++i2) {
          let line = lines[i2];
          str += line ? `
${indent}${line}` : `
`;
        }
      }
      return comment ? (str += `
` + stringifyComment.indentComment(commentString(comment), indent), onComment && onComment()) : chompKeep && onChompKeep && onChompKeep(), str;
    }
    function stringifyFlowCollection({ items }, ctx, { flowChars, itemIndent }) {
      let { indent, indentStep, flowCollectionPadding: fcPadding, options: { commentString } } = ctx;
      itemIndent += indentStep;
      let itemCtx = Object.assign({}, ctx, {
        indent: itemIndent,
        inFlow: !0,
        type: null
      }), reqNewline = !1, linesAtValue = 0, lines = [];
      for (let i2 = 0; i2 < items.length; ++i2) {
        let item = items[i2], comment = null;
        if (identity.isNode(item))
          item.spaceBefore && lines.push(""), addCommentBefore(ctx, lines, item.commentBefore, !1), item.comment && (comment = item.comment);
        else if (identity.isPair(item)) {
          let ik = identity.isNode(item.key) ? item.key : null;
          ik && (ik.spaceBefore && lines.push(""), addCommentBefore(ctx, lines, ik.commentBefore, !1), ik.comment && (reqNewline = !0));
          let iv = identity.isNode(item.value) ? item.value : null;
          iv ? (iv.comment && (comment = iv.comment), iv.commentBefore && (reqNewline = !0)) : item.value == null && ik?.comment && (comment = ik.comment);
        }
        comment && (reqNewline = !0);
        let str = stringify.stringify(item, itemCtx, () => comment = null);
        reqNewline || (reqNewline = lines.length > linesAtValue || str.includes(`
`)), i2 < items.length - 1 ? str += "," : ctx.options.trailingComma && (ctx.options.lineWidth > 0 && (reqNewline || (reqNewline = lines.reduce((sum, line) => sum + line.length + 2, 2) + (str.length + 2) > ctx.options.lineWidth)), reqNewline && (str += ",")), comment && (str += stringifyComment.lineComment(str, itemIndent, commentString(comment))), lines.push(str), linesAtValue = lines.length;
      }
      let { start, end } = flowChars;
      if (lines.length === 0)
        return start + end;
      if (!reqNewline) {
        let len = lines.reduce((sum, line) => sum + line.length + 2, 2);
        reqNewline = ctx.options.lineWidth > 0 && len > ctx.options.lineWidth;
      }
      if (reqNewline) {
        let str = start;
        for (let line of lines)
          str += line ? `
${indentStep}${indent}${line}` : `
`;
        return `${str}
${indent}${end}`;
      } else
        return `${start}${fcPadding}${lines.join(" ")}${fcPadding}${end}`;
    }
    function addCommentBefore({ indent, options: { commentString } }, lines, comment, chompKeep) {
      if (comment && chompKeep && (comment = comment.replace(/^\n+/, "")), comment) {
        let ic = stringifyComment.indentComment(commentString(comment), indent);
        lines.push(ic.trimStart());
      }
    }
    exports2.stringifyCollection = stringifyCollection;
  }
});

// node_modules/yaml/dist/nodes/YAMLMap.js
var require_YAMLMap = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLMap.js"(exports2) {
    "use strict";
    var stringifyCollection = require_stringifyCollection(), addPairToJSMap = require_addPairToJSMap(), Collection = require_Collection(), identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar();
    function findPair(items, key) {
      let k = identity.isScalar(key) ? key.value : key;
      for (let it of items)
        if (identity.isPair(it) && (it.key === key || it.key === k || identity.isScalar(it.key) && it.key.value === k))
          return it;
    }
    var YAMLMap = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:map";
      }
      constructor(schema) {
        super(identity.MAP, schema), this.items = [];
      }
      /**
       * A generic collection parsing method that can be extended
       * to other node classes that inherit from YAMLMap
       */
      static from(schema, obj, ctx) {
        let { keepUndefined, replacer } = ctx, map = new this(schema), add = (key, value) => {
          if (typeof replacer == "function")
            value = replacer.call(obj, key, value);
          else if (Array.isArray(replacer) && !replacer.includes(key))
            return;
          (value !== void 0 || keepUndefined) && map.items.push(Pair.createPair(key, value, ctx));
        };
        if (obj instanceof Map)
          for (let [key, value] of obj)
            add(key, value);
        else if (obj && typeof obj == "object")
          for (let key of Object.keys(obj))
            add(key, obj[key]);
        return typeof schema.sortMapEntries == "function" && map.items.sort(schema.sortMapEntries), map;
      }
      /**
       * Adds a value to the collection.
       *
       * @param overwrite - If not set `true`, using a key that is already in the
       *   collection will throw. Otherwise, overwrites the previous value.
       */
      add(pair, overwrite) {
        let _pair;
        identity.isPair(pair) ? _pair = pair : !pair || typeof pair != "object" || !("key" in pair) ? _pair = new Pair.Pair(pair, pair?.value) : _pair = new Pair.Pair(pair.key, pair.value);
        let prev = findPair(this.items, _pair.key), sortEntries = this.schema?.sortMapEntries;
        if (prev) {
          if (!overwrite)
            throw new Error(`Key ${_pair.key} already set`);
          identity.isScalar(prev.value) && Scalar.isScalarValue(_pair.value) ? prev.value.value = _pair.value : prev.value = _pair.value;
        } else if (sortEntries) {
          let i2 = this.items.findIndex((item) => sortEntries(_pair, item) < 0);
          i2 === -1 ? this.items.push(_pair) : this.items.splice(i2, 0, _pair);
        } else
          this.items.push(_pair);
      }
      delete(key) {
        let it = findPair(this.items, key);
        return it ? this.items.splice(this.items.indexOf(it), 1).length > 0 : !1;
      }
      get(key, keepScalar) {
        let node = findPair(this.items, key)?.value;
        return (!keepScalar && identity.isScalar(node) ? node.value : node) ?? void 0;
      }
      has(key) {
        return !!findPair(this.items, key);
      }
      set(key, value) {
        this.add(new Pair.Pair(key, value), !0);
      }
      /**
       * @param ctx - Conversion context, originally set in Document#toJS()
       * @param {Class} Type - If set, forces the returned collection type
       * @returns Instance of Type, Map, or Object
       */
      toJSON(_, ctx, Type) {
        let map = Type ? new Type() : ctx?.mapAsMap ? /* @__PURE__ */ new Map() : {};
        ctx?.onCreate && ctx.onCreate(map);
        for (let item of this.items)
          addPairToJSMap.addPairToJSMap(ctx, map, item);
        return map;
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        for (let item of this.items)
          if (!identity.isPair(item))
            throw new Error(`Map items must all be pairs; found ${JSON.stringify(item)} instead`);
        return !ctx.allNullValues && this.hasAllNullValues(!1) && (ctx = Object.assign({}, ctx, { allNullValues: !0 })), stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "",
          flowChars: { start: "{", end: "}" },
          itemIndent: ctx.indent || "",
          onChompKeep,
          onComment
        });
      }
    };
    exports2.YAMLMap = YAMLMap;
    exports2.findPair = findPair;
  }
});

// node_modules/yaml/dist/schema/common/map.js
var require_map = __commonJS({
  "node_modules/yaml/dist/schema/common/map.js"(exports2) {
    "use strict";
    var identity = require_identity(), YAMLMap = require_YAMLMap(), map = {
      collection: "map",
      default: !0,
      nodeClass: YAMLMap.YAMLMap,
      tag: "tag:yaml.org,2002:map",
      resolve(map2, onError) {
        return identity.isMap(map2) || onError("Expected a mapping for this tag"), map2;
      },
      createNode: (schema, obj, ctx) => YAMLMap.YAMLMap.from(schema, obj, ctx)
    };
    exports2.map = map;
  }
});

// node_modules/yaml/dist/nodes/YAMLSeq.js
var require_YAMLSeq = __commonJS({
  "node_modules/yaml/dist/nodes/YAMLSeq.js"(exports2) {
    "use strict";
    var createNode = require_createNode(), stringifyCollection = require_stringifyCollection(), Collection = require_Collection(), identity = require_identity(), Scalar = require_Scalar(), toJS = require_toJS(), YAMLSeq = class extends Collection.Collection {
      static get tagName() {
        return "tag:yaml.org,2002:seq";
      }
      constructor(schema) {
        super(identity.SEQ, schema), this.items = [];
      }
      add(value) {
        this.items.push(value);
      }
      /**
       * Removes a value from the collection.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       *
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        let idx = asItemIndex(key);
        return typeof idx != "number" ? !1 : this.items.splice(idx, 1).length > 0;
      }
      get(key, keepScalar) {
        let idx = asItemIndex(key);
        if (typeof idx != "number")
          return;
        let it = this.items[idx];
        return !keepScalar && identity.isScalar(it) ? it.value : it;
      }
      /**
       * Checks if the collection includes a value with the key `key`.
       *
       * `key` must contain a representation of an integer for this to succeed.
       * It may be wrapped in a `Scalar`.
       */
      has(key) {
        let idx = asItemIndex(key);
        return typeof idx == "number" && idx < this.items.length;
      }
      /**
       * Sets a value in this collection. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       *
       * If `key` does not contain a representation of an integer, this will throw.
       * It may be wrapped in a `Scalar`.
       */
      set(key, value) {
        let idx = asItemIndex(key);
        if (typeof idx != "number")
          throw new Error(`Expected a valid index, not ${key}.`);
        let prev = this.items[idx];
        identity.isScalar(prev) && Scalar.isScalarValue(value) ? prev.value = value : this.items[idx] = value;
      }
      toJSON(_, ctx) {
        let seq = [];
        ctx?.onCreate && ctx.onCreate(seq);
        let i2 = 0;
        for (let item of this.items)
          seq.push(toJS.toJS(item, String(i2++), ctx));
        return seq;
      }
      toString(ctx, onComment, onChompKeep) {
        return ctx ? stringifyCollection.stringifyCollection(this, ctx, {
          blockItemPrefix: "- ",
          flowChars: { start: "[", end: "]" },
          itemIndent: (ctx.indent || "") + "  ",
          onChompKeep,
          onComment
        }) : JSON.stringify(this);
      }
      static from(schema, obj, ctx) {
        let { replacer } = ctx, seq = new this(schema);
        if (obj && Symbol.iterator in Object(obj)) {
          let i2 = 0;
          for (let it of obj) {
            if (typeof replacer == "function") {
              let key = obj instanceof Set ? it : String(i2++);
              it = replacer.call(obj, key, it);
            }
            seq.items.push(createNode.createNode(it, void 0, ctx));
          }
        }
        return seq;
      }
    };
    function asItemIndex(key) {
      let idx = identity.isScalar(key) ? key.value : key;
      return idx && typeof idx == "string" && (idx = Number(idx)), typeof idx == "number" && Number.isInteger(idx) && idx >= 0 ? idx : null;
    }
    exports2.YAMLSeq = YAMLSeq;
  }
});

// node_modules/yaml/dist/schema/common/seq.js
var require_seq = __commonJS({
  "node_modules/yaml/dist/schema/common/seq.js"(exports2) {
    "use strict";
    var identity = require_identity(), YAMLSeq = require_YAMLSeq(), seq = {
      collection: "seq",
      default: !0,
      nodeClass: YAMLSeq.YAMLSeq,
      tag: "tag:yaml.org,2002:seq",
      resolve(seq2, onError) {
        return identity.isSeq(seq2) || onError("Expected a sequence for this tag"), seq2;
      },
      createNode: (schema, obj, ctx) => YAMLSeq.YAMLSeq.from(schema, obj, ctx)
    };
    exports2.seq = seq;
  }
});

// node_modules/yaml/dist/schema/common/string.js
var require_string = __commonJS({
  "node_modules/yaml/dist/schema/common/string.js"(exports2) {
    "use strict";
    var stringifyString = require_stringifyString(), string = {
      identify: (value) => typeof value == "string",
      default: !0,
      tag: "tag:yaml.org,2002:str",
      resolve: (str) => str,
      stringify(item, ctx, onComment, onChompKeep) {
        return ctx = Object.assign({ actualString: !0 }, ctx), stringifyString.stringifyString(item, ctx, onComment, onChompKeep);
      }
    };
    exports2.string = string;
  }
});

// node_modules/yaml/dist/schema/common/null.js
var require_null = __commonJS({
  "node_modules/yaml/dist/schema/common/null.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), nullTag = {
      identify: (value) => value == null,
      createNode: () => new Scalar.Scalar(null),
      default: !0,
      tag: "tag:yaml.org,2002:null",
      test: /^(?:~|[Nn]ull|NULL)?$/,
      resolve: () => new Scalar.Scalar(null),
      stringify: ({ source }, ctx) => typeof source == "string" && nullTag.test.test(source) ? source : ctx.options.nullStr
    };
    exports2.nullTag = nullTag;
  }
});

// node_modules/yaml/dist/schema/core/bool.js
var require_bool = __commonJS({
  "node_modules/yaml/dist/schema/core/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), boolTag = {
      identify: (value) => typeof value == "boolean",
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/,
      resolve: (str) => new Scalar.Scalar(str[0] === "t" || str[0] === "T"),
      stringify({ source, value }, ctx) {
        if (source && boolTag.test.test(source)) {
          let sv = source[0] === "t" || source[0] === "T";
          if (value === sv)
            return source;
        }
        return value ? ctx.options.trueStr : ctx.options.falseStr;
      }
    };
    exports2.boolTag = boolTag;
  }
});

// node_modules/yaml/dist/stringify/stringifyNumber.js
var require_stringifyNumber = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyNumber.js"(exports2) {
    "use strict";
    function stringifyNumber({ format, minFractionDigits, tag, value }) {
      if (typeof value == "bigint")
        return String(value);
      let num = typeof value == "number" ? value : Number(value);
      if (!isFinite(num))
        return isNaN(num) ? ".nan" : num < 0 ? "-.inf" : ".inf";
      let n = Object.is(value, -0) ? "-0" : JSON.stringify(value);
      if (!format && minFractionDigits && (!tag || tag === "tag:yaml.org,2002:float") && /^-?\d/.test(n) && !n.includes("e")) {
        let i2 = n.indexOf(".");
        i2 < 0 && (i2 = n.length, n += ".");
        let d = minFractionDigits - (n.length - i2 - 1);
        for (; d-- > 0; )
          n += "0";
      }
      return n;
    }
    exports2.stringifyNumber = stringifyNumber;
  }
});

// node_modules/yaml/dist/schema/core/float.js
var require_float = __commonJS({
  "node_modules/yaml/dist/schema/core/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), stringifyNumber = require_stringifyNumber(), floatNaN = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    }, floatExp = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str),
      stringify(node) {
        let num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)$/,
      resolve(str) {
        let node = new Scalar.Scalar(parseFloat(str)), dot = str.indexOf(".");
        return dot !== -1 && str[str.length - 1] === "0" && (node.minFractionDigits = str.length - dot - 1), node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/core/int.js
var require_int = __commonJS({
  "node_modules/yaml/dist/schema/core/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber(), intIdentify = (value) => typeof value == "bigint" || Number.isInteger(value), intResolve = (str, offset, radix, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str.substring(offset), radix);
    function intStringify(node, radix, prefix) {
      let { value } = node;
      return intIdentify(value) && value >= 0 ? prefix + value.toString(radix) : stringifyNumber.stringifyNumber(node);
    }
    var intOct = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^0o[0-7]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 8, opt),
      stringify: (node) => intStringify(node, 8, "0o")
    }, int = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    }, intHex = {
      identify: (value) => intIdentify(value) && value >= 0,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^0x[0-9a-fA-F]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports2.int = int;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/core/schema.js
var require_schema = __commonJS({
  "node_modules/yaml/dist/schema/core/schema.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.boolTag,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/json/schema.js
var require_schema2 = __commonJS({
  "node_modules/yaml/dist/schema/json/schema.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), map = require_map(), seq = require_seq();
    function intIdentify(value) {
      return typeof value == "bigint" || Number.isInteger(value);
    }
    var stringifyJSON = ({ value }) => JSON.stringify(value), jsonScalars = [
      {
        identify: (value) => typeof value == "string",
        default: !0,
        tag: "tag:yaml.org,2002:str",
        resolve: (str) => str,
        stringify: stringifyJSON
      },
      {
        identify: (value) => value == null,
        createNode: () => new Scalar.Scalar(null),
        default: !0,
        tag: "tag:yaml.org,2002:null",
        test: /^null$/,
        resolve: () => null,
        stringify: stringifyJSON
      },
      {
        identify: (value) => typeof value == "boolean",
        default: !0,
        tag: "tag:yaml.org,2002:bool",
        test: /^true$|^false$/,
        resolve: (str) => str === "true",
        stringify: stringifyJSON
      },
      {
        identify: intIdentify,
        default: !0,
        tag: "tag:yaml.org,2002:int",
        test: /^-?(?:0|[1-9][0-9]*)$/,
        resolve: (str, _onError, { intAsBigInt }) => intAsBigInt ? BigInt(str) : parseInt(str, 10),
        stringify: ({ value }) => intIdentify(value) ? value.toString() : JSON.stringify(value)
      },
      {
        identify: (value) => typeof value == "number",
        default: !0,
        tag: "tag:yaml.org,2002:float",
        test: /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?$/,
        resolve: (str) => parseFloat(str),
        stringify: stringifyJSON
      }
    ], jsonError = {
      default: !0,
      tag: "",
      test: /^/,
      resolve(str, onError) {
        return onError(`Unresolved plain scalar ${JSON.stringify(str)}`), str;
      }
    }, schema = [map.map, seq.seq].concat(jsonScalars, jsonError);
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/binary.js
var require_binary = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/binary.js"(exports2) {
    "use strict";
    var node_buffer = require("buffer"), Scalar = require_Scalar(), stringifyString = require_stringifyString(), binary = {
      identify: (value) => value instanceof Uint8Array,
      // Buffer inherits from Uint8Array
      default: !1,
      tag: "tag:yaml.org,2002:binary",
      /**
       * Returns a Buffer in node and an Uint8Array in browsers
       *
       * To use the resulting buffer as an image, you'll want to do something like:
       *
       *   const blob = new Blob([buffer], { type: 'image/jpeg' })
       *   document.querySelector('#photo').src = URL.createObjectURL(blob)
       */
      resolve(src, onError) {
        if (typeof node_buffer.Buffer == "function")
          return node_buffer.Buffer.from(src, "base64");
        if (typeof atob == "function") {
          let str = atob(src.replace(/[\n\r]/g, "")), buffer = new Uint8Array(str.length);
          for (let i2 = 0; i2 < str.length; ++i2)
            buffer[i2] = str.charCodeAt(i2);
          return buffer;
        } else
          return onError("This environment does not support reading binary tags; either Buffer or atob is required"), src;
      },
      stringify({ comment, type, value }, ctx, onComment, onChompKeep) {
        if (!value)
          return "";
        let buf = value, str;
        if (typeof node_buffer.Buffer == "function")
          str = buf instanceof node_buffer.Buffer ? buf.toString("base64") : node_buffer.Buffer.from(buf.buffer).toString("base64");
        else if (typeof btoa == "function") {
          let s = "";
          for (let i2 = 0; i2 < buf.length; ++i2)
            s += String.fromCharCode(buf[i2]);
          str = btoa(s);
        } else
          throw new Error("This environment does not support writing binary tags; either Buffer or btoa is required");
        if (type ?? (type = Scalar.Scalar.BLOCK_LITERAL), type !== Scalar.Scalar.QUOTE_DOUBLE) {
          let lineWidth = Math.max(ctx.options.lineWidth - ctx.indent.length, ctx.options.minContentWidth), n = Math.ceil(str.length / lineWidth), lines = new Array(n);
          for (let i2 = 0, o = 0; i2 < n; ++i2, o += lineWidth)
            lines[i2] = str.substr(o, lineWidth);
          str = lines.join(type === Scalar.Scalar.BLOCK_LITERAL ? `
` : " ");
        }
        return stringifyString.stringifyString({ comment, type, value: str }, ctx, onComment, onChompKeep);
      }
    };
    exports2.binary = binary;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/pairs.js
var require_pairs = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/pairs.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar(), YAMLSeq = require_YAMLSeq();
    function resolvePairs(seq, onError) {
      if (identity.isSeq(seq))
        for (let i2 = 0; i2 < seq.items.length; ++i2) {
          let item = seq.items[i2];
          if (!identity.isPair(item)) {
            if (identity.isMap(item)) {
              item.items.length > 1 && onError("Each pair must have its own sequence indicator");
              let pair = item.items[0] || new Pair.Pair(new Scalar.Scalar(null));
              if (item.commentBefore && (pair.key.commentBefore = pair.key.commentBefore ? `${item.commentBefore}
${pair.key.commentBefore}` : item.commentBefore), item.comment) {
                let cn = pair.value ?? pair.key;
                cn.comment = cn.comment ? `${item.comment}
${cn.comment}` : item.comment;
              }
              item = pair;
            }
            seq.items[i2] = identity.isPair(item) ? item : new Pair.Pair(item);
          }
        }
      else
        onError("Expected a sequence for this tag");
      return seq;
    }
    function createPairs(schema, iterable, ctx) {
      let { replacer } = ctx, pairs3 = new YAMLSeq.YAMLSeq(schema);
      pairs3.tag = "tag:yaml.org,2002:pairs";
      let i2 = 0;
      if (iterable && Symbol.iterator in Object(iterable))
        for (let it of iterable) {
          typeof replacer == "function" && (it = replacer.call(iterable, String(i2++), it));
          let key, value;
          if (Array.isArray(it))
            if (it.length === 2)
              key = it[0], value = it[1];
            else
              throw new TypeError(`Expected [key, value] tuple: ${it}`);
          else if (it && it instanceof Object) {
            let keys = Object.keys(it);
            if (keys.length === 1)
              key = keys[0], value = it[key];
            else
              throw new TypeError(`Expected tuple with one key, not ${keys.length} keys`);
          } else
            key = it;
          pairs3.items.push(Pair.createPair(key, value, ctx));
        }
      return pairs3;
    }
    var pairs2 = {
      collection: "seq",
      default: !1,
      tag: "tag:yaml.org,2002:pairs",
      resolve: resolvePairs,
      createNode: createPairs
    };
    exports2.createPairs = createPairs;
    exports2.pairs = pairs2;
    exports2.resolvePairs = resolvePairs;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/omap.js
var require_omap = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/omap.js"(exports2) {
    "use strict";
    var identity = require_identity(), toJS = require_toJS(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), pairs2 = require_pairs(), YAMLOMap = class _YAMLOMap extends YAMLSeq.YAMLSeq {
      constructor() {
        super(), this.add = YAMLMap.YAMLMap.prototype.add.bind(this), this.delete = YAMLMap.YAMLMap.prototype.delete.bind(this), this.get = YAMLMap.YAMLMap.prototype.get.bind(this), this.has = YAMLMap.YAMLMap.prototype.has.bind(this), this.set = YAMLMap.YAMLMap.prototype.set.bind(this), this.tag = _YAMLOMap.tag;
      }
      /**
       * If `ctx` is given, the return type is actually `Map<unknown, unknown>`,
       * but TypeScript won't allow widening the signature of a child method.
       */
      toJSON(_, ctx) {
        if (!ctx)
          return super.toJSON(_);
        let map = /* @__PURE__ */ new Map();
        ctx?.onCreate && ctx.onCreate(map);
        for (let pair of this.items) {
          let key, value;
          if (identity.isPair(pair) ? (key = toJS.toJS(pair.key, "", ctx), value = toJS.toJS(pair.value, key, ctx)) : key = toJS.toJS(pair, "", ctx), map.has(key))
            throw new Error("Ordered maps must not include duplicate keys");
          map.set(key, value);
        }
        return map;
      }
      static from(schema, iterable, ctx) {
        let pairs$1 = pairs2.createPairs(schema, iterable, ctx), omap2 = new this();
        return omap2.items = pairs$1.items, omap2;
      }
    };
    YAMLOMap.tag = "tag:yaml.org,2002:omap";
    var omap = {
      collection: "seq",
      identify: (value) => value instanceof Map,
      nodeClass: YAMLOMap,
      default: !1,
      tag: "tag:yaml.org,2002:omap",
      resolve(seq, onError) {
        let pairs$1 = pairs2.resolvePairs(seq, onError), seenKeys = [];
        for (let { key } of pairs$1.items)
          identity.isScalar(key) && (seenKeys.includes(key.value) ? onError(`Ordered maps must not include duplicate keys: ${key.value}`) : seenKeys.push(key.value));
        return Object.assign(new YAMLOMap(), pairs$1);
      },
      createNode: (schema, iterable, ctx) => YAMLOMap.from(schema, iterable, ctx)
    };
    exports2.YAMLOMap = YAMLOMap;
    exports2.omap = omap;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/bool.js
var require_bool2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/bool.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function boolStringify({ value, source }, ctx) {
      return source && (value ? trueTag : falseTag).test.test(source) ? source : value ? ctx.options.trueStr : ctx.options.falseStr;
    }
    var trueTag = {
      identify: (value) => value === !0,
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:Y|y|[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/,
      resolve: () => new Scalar.Scalar(!0),
      stringify: boolStringify
    }, falseTag = {
      identify: (value) => value === !1,
      default: !0,
      tag: "tag:yaml.org,2002:bool",
      test: /^(?:N|n|[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/,
      resolve: () => new Scalar.Scalar(!1),
      stringify: boolStringify
    };
    exports2.falseTag = falseTag;
    exports2.trueTag = trueTag;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/float.js
var require_float2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/float.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), stringifyNumber = require_stringifyNumber(), floatNaN = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/,
      resolve: (str) => str.slice(-3).toLowerCase() === "nan" ? NaN : str[0] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
      stringify: stringifyNumber.stringifyNumber
    }, floatExp = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "EXP",
      test: /^[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+$/,
      resolve: (str) => parseFloat(str.replace(/_/g, "")),
      stringify(node) {
        let num = Number(node.value);
        return isFinite(num) ? num.toExponential() : stringifyNumber.stringifyNumber(node);
      }
    }, float = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      test: /^[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*$/,
      resolve(str) {
        let node = new Scalar.Scalar(parseFloat(str.replace(/_/g, ""))), dot = str.indexOf(".");
        if (dot !== -1) {
          let f = str.substring(dot + 1).replace(/_/g, "");
          f[f.length - 1] === "0" && (node.minFractionDigits = f.length);
        }
        return node;
      },
      stringify: stringifyNumber.stringifyNumber
    };
    exports2.float = float;
    exports2.floatExp = floatExp;
    exports2.floatNaN = floatNaN;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/int.js
var require_int2 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/int.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber(), intIdentify = (value) => typeof value == "bigint" || Number.isInteger(value);
    function intResolve(str, offset, radix, { intAsBigInt }) {
      let sign = str[0];
      if ((sign === "-" || sign === "+") && (offset += 1), str = str.substring(offset).replace(/_/g, ""), intAsBigInt) {
        switch (radix) {
          case 2:
            str = `0b${str}`;
            break;
          case 8:
            str = `0o${str}`;
            break;
          case 16:
            str = `0x${str}`;
            break;
        }
        let n2 = BigInt(str);
        return sign === "-" ? BigInt(-1) * n2 : n2;
      }
      let n = parseInt(str, radix);
      return sign === "-" ? -1 * n : n;
    }
    function intStringify(node, radix, prefix) {
      let { value } = node;
      if (intIdentify(value)) {
        let str = value.toString(radix);
        return value < 0 ? "-" + prefix + str.substr(1) : prefix + str;
      }
      return stringifyNumber.stringifyNumber(node);
    }
    var intBin = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "BIN",
      test: /^[-+]?0b[0-1_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 2, opt),
      stringify: (node) => intStringify(node, 2, "0b")
    }, intOct = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "OCT",
      test: /^[-+]?0[0-7_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 1, 8, opt),
      stringify: (node) => intStringify(node, 8, "0")
    }, int = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      test: /^[-+]?[0-9][0-9_]*$/,
      resolve: (str, _onError, opt) => intResolve(str, 0, 10, opt),
      stringify: stringifyNumber.stringifyNumber
    }, intHex = {
      identify: intIdentify,
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "HEX",
      test: /^[-+]?0x[0-9a-fA-F_]+$/,
      resolve: (str, _onError, opt) => intResolve(str, 2, 16, opt),
      stringify: (node) => intStringify(node, 16, "0x")
    };
    exports2.int = int;
    exports2.intBin = intBin;
    exports2.intHex = intHex;
    exports2.intOct = intOct;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/set.js
var require_set = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/set.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), YAMLMap = require_YAMLMap(), YAMLSet = class _YAMLSet extends YAMLMap.YAMLMap {
      constructor(schema) {
        super(schema), this.tag = _YAMLSet.tag;
      }
      add(key) {
        let pair;
        identity.isPair(key) ? pair = key : key && typeof key == "object" && "key" in key && "value" in key && key.value === null ? pair = new Pair.Pair(key.key, null) : pair = new Pair.Pair(key, null), YAMLMap.findPair(this.items, pair.key) || this.items.push(pair);
      }
      /**
       * If `keepPair` is `true`, returns the Pair matching `key`.
       * Otherwise, returns the value of that Pair's key.
       */
      get(key, keepPair) {
        let pair = YAMLMap.findPair(this.items, key);
        return !keepPair && identity.isPair(pair) ? identity.isScalar(pair.key) ? pair.key.value : pair.key : pair;
      }
      set(key, value) {
        if (typeof value != "boolean")
          throw new Error(`Expected boolean value for set(key, value) in a YAML set, not ${typeof value}`);
        let prev = YAMLMap.findPair(this.items, key);
        prev && !value ? this.items.splice(this.items.indexOf(prev), 1) : !prev && value && this.items.push(new Pair.Pair(key));
      }
      toJSON(_, ctx) {
        return super.toJSON(_, ctx, Set);
      }
      toString(ctx, onComment, onChompKeep) {
        if (!ctx)
          return JSON.stringify(this);
        if (this.hasAllNullValues(!0))
          return super.toString(Object.assign({}, ctx, { allNullValues: !0 }), onComment, onChompKeep);
        throw new Error("Set items must all have null values");
      }
      static from(schema, iterable, ctx) {
        let { replacer } = ctx, set2 = new this(schema);
        if (iterable && Symbol.iterator in Object(iterable))
          for (let value of iterable)
            typeof replacer == "function" && (value = replacer.call(iterable, value, value)), set2.items.push(Pair.createPair(value, null, ctx));
        return set2;
      }
    };
    YAMLSet.tag = "tag:yaml.org,2002:set";
    var set = {
      collection: "map",
      identify: (value) => value instanceof Set,
      nodeClass: YAMLSet,
      default: !1,
      tag: "tag:yaml.org,2002:set",
      createNode: (schema, iterable, ctx) => YAMLSet.from(schema, iterable, ctx),
      resolve(map, onError) {
        if (identity.isMap(map)) {
          if (map.hasAllNullValues(!0))
            return Object.assign(new YAMLSet(), map);
          onError("Set items must all have null values");
        } else
          onError("Expected a mapping for this tag");
        return map;
      }
    };
    exports2.YAMLSet = YAMLSet;
    exports2.set = set;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/timestamp.js
var require_timestamp = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/timestamp.js"(exports2) {
    "use strict";
    var stringifyNumber = require_stringifyNumber();
    function parseSexagesimal(str, asBigInt) {
      let sign = str[0], parts = sign === "-" || sign === "+" ? str.substring(1) : str, num = (n) => asBigInt ? BigInt(n) : Number(n), res = parts.replace(/_/g, "").split(":").reduce((res2, p) => res2 * num(60) + num(p), num(0));
      return sign === "-" ? num(-1) * res : res;
    }
    function stringifySexagesimal(node) {
      let { value } = node, num = (n) => n;
      if (typeof value == "bigint")
        num = (n) => BigInt(n);
      else if (isNaN(value) || !isFinite(value))
        return stringifyNumber.stringifyNumber(node);
      let sign = "";
      value < 0 && (sign = "-", value *= num(-1));
      let _60 = num(60), parts = [value % _60];
      return value < 60 ? parts.unshift(0) : (value = (value - parts[0]) / _60, parts.unshift(value % _60), value >= 60 && (value = (value - parts[0]) / _60, parts.unshift(value))), sign + parts.map((n) => String(n).padStart(2, "0")).join(":").replace(/000000\d*$/, "");
    }
    var intTime = {
      identify: (value) => typeof value == "bigint" || Number.isInteger(value),
      default: !0,
      tag: "tag:yaml.org,2002:int",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+$/,
      resolve: (str, _onError, { intAsBigInt }) => parseSexagesimal(str, intAsBigInt),
      stringify: stringifySexagesimal
    }, floatTime = {
      identify: (value) => typeof value == "number",
      default: !0,
      tag: "tag:yaml.org,2002:float",
      format: "TIME",
      test: /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/,
      resolve: (str) => parseSexagesimal(str, !1),
      stringify: stringifySexagesimal
    }, timestamp = {
      identify: (value) => value instanceof Date,
      default: !0,
      tag: "tag:yaml.org,2002:timestamp",
      // If the time zone is omitted, the timestamp is assumed to be specified in UTC. The time part
      // may be omitted altogether, resulting in a date format. In such a case, the time part is
      // assumed to be 00:00:00Z (start of day, UTC).
      test: RegExp("^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:t|T|[ \\t]+)([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2}(\\.[0-9]+)?)(?:[ \\t]*(Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?$"),
      resolve(str) {
        let match = str.match(timestamp.test);
        if (!match)
          throw new Error("!!timestamp expects a date, starting with yyyy-mm-dd");
        let [, year, month, day, hour, minute, second] = match.map(Number), millisec = match[7] ? Number((match[7] + "00").substr(1, 3)) : 0, date = Date.UTC(year, month - 1, day, hour || 0, minute || 0, second || 0, millisec), tz = match[8];
        if (tz && tz !== "Z") {
          let d = parseSexagesimal(tz, !1);
          Math.abs(d) < 30 && (d *= 60), date -= 6e4 * d;
        }
        return new Date(date);
      },
      stringify: ({ value }) => value?.toISOString().replace(/(T00:00:00)?\.000Z$/, "") ?? ""
    };
    exports2.floatTime = floatTime;
    exports2.intTime = intTime;
    exports2.timestamp = timestamp;
  }
});

// node_modules/yaml/dist/schema/yaml-1.1/schema.js
var require_schema3 = __commonJS({
  "node_modules/yaml/dist/schema/yaml-1.1/schema.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), binary = require_binary(), bool = require_bool2(), float = require_float2(), int = require_int2(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), set = require_set(), timestamp = require_timestamp(), schema = [
      map.map,
      seq.seq,
      string.string,
      _null.nullTag,
      bool.trueTag,
      bool.falseTag,
      int.intBin,
      int.intOct,
      int.int,
      int.intHex,
      float.floatNaN,
      float.floatExp,
      float.float,
      binary.binary,
      merge.merge,
      omap.omap,
      pairs2.pairs,
      set.set,
      timestamp.intTime,
      timestamp.floatTime,
      timestamp.timestamp
    ];
    exports2.schema = schema;
  }
});

// node_modules/yaml/dist/schema/tags.js
var require_tags = __commonJS({
  "node_modules/yaml/dist/schema/tags.js"(exports2) {
    "use strict";
    var map = require_map(), _null = require_null(), seq = require_seq(), string = require_string(), bool = require_bool(), float = require_float(), int = require_int(), schema = require_schema(), schema$1 = require_schema2(), binary = require_binary(), merge = require_merge(), omap = require_omap(), pairs2 = require_pairs(), schema$2 = require_schema3(), set = require_set(), timestamp = require_timestamp(), schemas = /* @__PURE__ */ new Map([
      ["core", schema.schema],
      ["failsafe", [map.map, seq.seq, string.string]],
      ["json", schema$1.schema],
      ["yaml11", schema$2.schema],
      ["yaml-1.1", schema$2.schema]
    ]), tagsByName = {
      binary: binary.binary,
      bool: bool.boolTag,
      float: float.float,
      floatExp: float.floatExp,
      floatNaN: float.floatNaN,
      floatTime: timestamp.floatTime,
      int: int.int,
      intHex: int.intHex,
      intOct: int.intOct,
      intTime: timestamp.intTime,
      map: map.map,
      merge: merge.merge,
      null: _null.nullTag,
      omap: omap.omap,
      pairs: pairs2.pairs,
      seq: seq.seq,
      set: set.set,
      timestamp: timestamp.timestamp
    }, coreKnownTags = {
      "tag:yaml.org,2002:binary": binary.binary,
      "tag:yaml.org,2002:merge": merge.merge,
      "tag:yaml.org,2002:omap": omap.omap,
      "tag:yaml.org,2002:pairs": pairs2.pairs,
      "tag:yaml.org,2002:set": set.set,
      "tag:yaml.org,2002:timestamp": timestamp.timestamp
    };
    function getTags(customTags, schemaName, addMergeTag) {
      let schemaTags = schemas.get(schemaName);
      if (schemaTags && !customTags)
        return addMergeTag && !schemaTags.includes(merge.merge) ? schemaTags.concat(merge.merge) : schemaTags.slice();
      let tags = schemaTags;
      if (!tags)
        if (Array.isArray(customTags))
          tags = [];
        else {
          let keys = Array.from(schemas.keys()).filter((key) => key !== "yaml11").map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown schema "${schemaName}"; use one of ${keys} or define customTags array`);
        }
      if (Array.isArray(customTags))
        for (let tag of customTags)
          tags = tags.concat(tag);
      else typeof customTags == "function" && (tags = customTags(tags.slice()));
      return addMergeTag && (tags = tags.concat(merge.merge)), tags.reduce((tags2, tag) => {
        let tagObj = typeof tag == "string" ? tagsByName[tag] : tag;
        if (!tagObj) {
          let tagName = JSON.stringify(tag), keys = Object.keys(tagsByName).map((key) => JSON.stringify(key)).join(", ");
          throw new Error(`Unknown custom tag ${tagName}; use one of ${keys}`);
        }
        return tags2.includes(tagObj) || tags2.push(tagObj), tags2;
      }, []);
    }
    exports2.coreKnownTags = coreKnownTags;
    exports2.getTags = getTags;
  }
});

// node_modules/yaml/dist/schema/Schema.js
var require_Schema = __commonJS({
  "node_modules/yaml/dist/schema/Schema.js"(exports2) {
    "use strict";
    var identity = require_identity(), map = require_map(), seq = require_seq(), string = require_string(), tags = require_tags(), sortMapEntriesByKey = (a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0, Schema = class _Schema {
      constructor({ compat, customTags, merge, resolveKnownTags, schema, sortMapEntries, toStringDefaults }) {
        this.compat = Array.isArray(compat) ? tags.getTags(compat, "compat") : compat ? tags.getTags(null, compat) : null, this.name = typeof schema == "string" && schema || "core", this.knownTags = resolveKnownTags ? tags.coreKnownTags : {}, this.tags = tags.getTags(customTags, this.name, merge), this.toStringOptions = toStringDefaults ?? null, Object.defineProperty(this, identity.MAP, { value: map.map }), Object.defineProperty(this, identity.SCALAR, { value: string.string }), Object.defineProperty(this, identity.SEQ, { value: seq.seq }), this.sortMapEntries = typeof sortMapEntries == "function" ? sortMapEntries : sortMapEntries === !0 ? sortMapEntriesByKey : null;
      }
      clone() {
        let copy = Object.create(_Schema.prototype, Object.getOwnPropertyDescriptors(this));
        return copy.tags = this.tags.slice(), copy;
      }
    };
    exports2.Schema = Schema;
  }
});

// node_modules/yaml/dist/stringify/stringifyDocument.js
var require_stringifyDocument = __commonJS({
  "node_modules/yaml/dist/stringify/stringifyDocument.js"(exports2) {
    "use strict";
    var identity = require_identity(), stringify = require_stringify(), stringifyComment = require_stringifyComment();
    function stringifyDocument(doc, options) {
      let lines = [], hasDirectives = options.directives === !0;
      if (options.directives !== !1 && doc.directives) {
        let dir = doc.directives.toString(doc);
        dir ? (lines.push(dir), hasDirectives = !0) : doc.directives.docStart && (hasDirectives = !0);
      }
      hasDirectives && lines.push("---");
      let ctx = stringify.createStringifyContext(doc, options), { commentString } = ctx.options;
      if (doc.commentBefore) {
        lines.length !== 1 && lines.unshift("");
        let cs = commentString(doc.commentBefore);
        lines.unshift(stringifyComment.indentComment(cs, ""));
      }
      let chompKeep = !1, contentComment = null;
      if (doc.contents) {
        if (identity.isNode(doc.contents)) {
          if (doc.contents.spaceBefore && hasDirectives && lines.push(""), doc.contents.commentBefore) {
            let cs = commentString(doc.contents.commentBefore);
            lines.push(stringifyComment.indentComment(cs, ""));
          }
          ctx.forceBlockIndent = !!doc.comment, contentComment = doc.contents.comment;
        }
        let onChompKeep = contentComment ? void 0 : () => chompKeep = !0, body = stringify.stringify(doc.contents, ctx, () => contentComment = null, onChompKeep);
        contentComment && (body += stringifyComment.lineComment(body, "", commentString(contentComment))), (body[0] === "|" || body[0] === ">") && lines[lines.length - 1] === "---" ? lines[lines.length - 1] = `--- ${body}` : lines.push(body);
      } else
        lines.push(stringify.stringify(doc.contents, ctx));
      if (doc.directives?.docEnd)
        if (doc.comment) {
          let cs = commentString(doc.comment);
          cs.includes(`
`) ? (lines.push("..."), lines.push(stringifyComment.indentComment(cs, ""))) : lines.push(`... ${cs}`);
        } else
          lines.push("...");
      else {
        let dc = doc.comment;
        dc && chompKeep && (dc = dc.replace(/^\n+/, "")), dc && ((!chompKeep || contentComment) && lines[lines.length - 1] !== "" && lines.push(""), lines.push(stringifyComment.indentComment(commentString(dc), "")));
      }
      return lines.join(`
`) + `
`;
    }
    exports2.stringifyDocument = stringifyDocument;
  }
});

// node_modules/yaml/dist/doc/Document.js
var require_Document = __commonJS({
  "node_modules/yaml/dist/doc/Document.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), Collection = require_Collection(), identity = require_identity(), Pair = require_Pair(), toJS = require_toJS(), Schema = require_Schema(), stringifyDocument = require_stringifyDocument(), anchors = require_anchors(), applyReviver = require_applyReviver(), createNode = require_createNode(), directives = require_directives(), Document = class _Document {
      constructor(value, replacer, options) {
        this.commentBefore = null, this.comment = null, this.errors = [], this.warnings = [], Object.defineProperty(this, identity.NODE_TYPE, { value: identity.DOC });
        let _replacer = null;
        typeof replacer == "function" || Array.isArray(replacer) ? _replacer = replacer : options === void 0 && replacer && (options = replacer, replacer = void 0);
        let opt = Object.assign({
          intAsBigInt: !1,
          keepSourceTokens: !1,
          logLevel: "warn",
          prettyErrors: !0,
          strict: !0,
          stringKeys: !1,
          uniqueKeys: !0,
          version: "1.2"
        }, options);
        this.options = opt;
        let { version } = opt;
        options?._directives ? (this.directives = options._directives.atDocument(), this.directives.yaml.explicit && (version = this.directives.yaml.version)) : this.directives = new directives.Directives({ version }), this.setSchema(version, options), this.contents = value === void 0 ? null : this.createNode(value, _replacer, options);
      }
      /**
       * Create a deep copy of this Document and its contents.
       *
       * Custom Node values that inherit from `Object` still refer to their original instances.
       */
      clone() {
        let copy = Object.create(_Document.prototype, {
          [identity.NODE_TYPE]: { value: identity.DOC }
        });
        return copy.commentBefore = this.commentBefore, copy.comment = this.comment, copy.errors = this.errors.slice(), copy.warnings = this.warnings.slice(), copy.options = Object.assign({}, this.options), this.directives && (copy.directives = this.directives.clone()), copy.schema = this.schema.clone(), copy.contents = identity.isNode(this.contents) ? this.contents.clone(copy.schema) : this.contents, this.range && (copy.range = this.range.slice()), copy;
      }
      /** Adds a value to the document. */
      add(value) {
        assertCollection(this.contents) && this.contents.add(value);
      }
      /** Adds a value to the document. */
      addIn(path5, value) {
        assertCollection(this.contents) && this.contents.addIn(path5, value);
      }
      /**
       * Create a new `Alias` node, ensuring that the target `node` has the required anchor.
       *
       * If `node` already has an anchor, `name` is ignored.
       * Otherwise, the `node.anchor` value will be set to `name`,
       * or if an anchor with that name is already present in the document,
       * `name` will be used as a prefix for a new unique anchor.
       * If `name` is undefined, the generated anchor will use 'a' as a prefix.
       */
      createAlias(node, name) {
        if (!node.anchor) {
          let prev = anchors.anchorNames(this);
          node.anchor = // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          !name || prev.has(name) ? anchors.findNewAnchor(name || "a", prev) : name;
        }
        return new Alias.Alias(node.anchor);
      }
      createNode(value, replacer, options) {
        let _replacer;
        if (typeof replacer == "function")
          value = replacer.call({ "": value }, "", value), _replacer = replacer;
        else if (Array.isArray(replacer)) {
          let keyToStr = (v) => typeof v == "number" || v instanceof String || v instanceof Number, asStr = replacer.filter(keyToStr).map(String);
          asStr.length > 0 && (replacer = replacer.concat(asStr)), _replacer = replacer;
        } else options === void 0 && replacer && (options = replacer, replacer = void 0);
        let { aliasDuplicateObjects, anchorPrefix, flow, keepUndefined, onTagObj, tag } = options ?? {}, { onAnchor, setAnchors, sourceObjects } = anchors.createNodeAnchors(
          this,
          // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
          anchorPrefix || "a"
        ), ctx = {
          aliasDuplicateObjects: aliasDuplicateObjects ?? !0,
          keepUndefined: keepUndefined ?? !1,
          onAnchor,
          onTagObj,
          replacer: _replacer,
          schema: this.schema,
          sourceObjects
        }, node = createNode.createNode(value, tag, ctx);
        return flow && identity.isCollection(node) && (node.flow = !0), setAnchors(), node;
      }
      /**
       * Convert a key and a value into a `Pair` using the current schema,
       * recursively wrapping all values as `Scalar` or `Collection` nodes.
       */
      createPair(key, value, options = {}) {
        let k = this.createNode(key, null, options), v = this.createNode(value, null, options);
        return new Pair.Pair(k, v);
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      delete(key) {
        return assertCollection(this.contents) ? this.contents.delete(key) : !1;
      }
      /**
       * Removes a value from the document.
       * @returns `true` if the item was found and removed.
       */
      deleteIn(path5) {
        return Collection.isEmptyPath(path5) ? this.contents == null ? !1 : (this.contents = null, !0) : assertCollection(this.contents) ? this.contents.deleteIn(path5) : !1;
      }
      /**
       * Returns item at `key`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      get(key, keepScalar) {
        return identity.isCollection(this.contents) ? this.contents.get(key, keepScalar) : void 0;
      }
      /**
       * Returns item at `path`, or `undefined` if not found. By default unwraps
       * scalar values from their surrounding node; to disable set `keepScalar` to
       * `true` (collections are always returned intact).
       */
      getIn(path5, keepScalar) {
        return Collection.isEmptyPath(path5) ? !keepScalar && identity.isScalar(this.contents) ? this.contents.value : this.contents : identity.isCollection(this.contents) ? this.contents.getIn(path5, keepScalar) : void 0;
      }
      /**
       * Checks if the document includes a value with the key `key`.
       */
      has(key) {
        return identity.isCollection(this.contents) ? this.contents.has(key) : !1;
      }
      /**
       * Checks if the document includes a value at `path`.
       */
      hasIn(path5) {
        return Collection.isEmptyPath(path5) ? this.contents !== void 0 : identity.isCollection(this.contents) ? this.contents.hasIn(path5) : !1;
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      set(key, value) {
        this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, [key], value) : assertCollection(this.contents) && this.contents.set(key, value);
      }
      /**
       * Sets a value in this document. For `!!set`, `value` needs to be a
       * boolean to add/remove the item from the set.
       */
      setIn(path5, value) {
        Collection.isEmptyPath(path5) ? this.contents = value : this.contents == null ? this.contents = Collection.collectionFromPath(this.schema, Array.from(path5), value) : assertCollection(this.contents) && this.contents.setIn(path5, value);
      }
      /**
       * Change the YAML version and schema used by the document.
       * A `null` version disables support for directives, explicit tags, anchors, and aliases.
       * It also requires the `schema` option to be given as a `Schema` instance value.
       *
       * Overrides all previously set schema options.
       */
      setSchema(version, options = {}) {
        typeof version == "number" && (version = String(version));
        let opt;
        switch (version) {
          case "1.1":
            this.directives ? this.directives.yaml.version = "1.1" : this.directives = new directives.Directives({ version: "1.1" }), opt = { resolveKnownTags: !1, schema: "yaml-1.1" };
            break;
          case "1.2":
          case "next":
            this.directives ? this.directives.yaml.version = version : this.directives = new directives.Directives({ version }), opt = { resolveKnownTags: !0, schema: "core" };
            break;
          case null:
            this.directives && delete this.directives, opt = null;
            break;
          default: {
            let sv = JSON.stringify(version);
            throw new Error(`Expected '1.1', '1.2' or null as first argument, but found: ${sv}`);
          }
        }
        if (options.schema instanceof Object)
          this.schema = options.schema;
        else if (opt)
          this.schema = new Schema.Schema(Object.assign(opt, options));
        else
          throw new Error("With a null YAML version, the { schema: Schema } option is required");
      }
      // json & jsonArg are only used from toJSON()
      toJS({ json, jsonArg, mapAsMap, maxAliasCount, onAnchor, reviver } = {}) {
        let ctx = {
          anchors: /* @__PURE__ */ new Map(),
          doc: this,
          keep: !json,
          mapAsMap: mapAsMap === !0,
          mapKeyWarned: !1,
          maxAliasCount: typeof maxAliasCount == "number" ? maxAliasCount : 100
        }, res = toJS.toJS(this.contents, jsonArg ?? "", ctx);
        if (typeof onAnchor == "function")
          for (let { count, res: res2 } of ctx.anchors.values())
            onAnchor(res2, count);
        return typeof reviver == "function" ? applyReviver.applyReviver(reviver, { "": res }, "", res) : res;
      }
      /**
       * A JSON representation of the document `contents`.
       *
       * @param jsonArg Used by `JSON.stringify` to indicate the array index or
       *   property name.
       */
      toJSON(jsonArg, onAnchor) {
        return this.toJS({ json: !0, jsonArg, mapAsMap: !1, onAnchor });
      }
      /** A YAML representation of the document. */
      toString(options = {}) {
        if (this.errors.length > 0)
          throw new Error("Document with errors cannot be stringified");
        if ("indent" in options && (!Number.isInteger(options.indent) || Number(options.indent) <= 0)) {
          let s = JSON.stringify(options.indent);
          throw new Error(`"indent" option must be a positive integer, not ${s}`);
        }
        return stringifyDocument.stringifyDocument(this, options);
      }
    };
    function assertCollection(contents) {
      if (identity.isCollection(contents))
        return !0;
      throw new Error("Expected a YAML collection as document contents");
    }
    exports2.Document = Document;
  }
});

// node_modules/yaml/dist/errors.js
var require_errors = __commonJS({
  "node_modules/yaml/dist/errors.js"(exports2) {
    "use strict";
    var YAMLError = class extends Error {
      constructor(name, pos, code, message) {
        super(), this.name = name, this.code = code, this.message = message, this.pos = pos;
      }
    }, YAMLParseError = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLParseError", pos, code, message);
      }
    }, YAMLWarning = class extends YAMLError {
      constructor(pos, code, message) {
        super("YAMLWarning", pos, code, message);
      }
    }, prettifyError = (src, lc) => (error) => {
      if (error.pos[0] === -1)
        return;
      error.linePos = error.pos.map((pos) => lc.linePos(pos));
      let { line, col } = error.linePos[0];
      error.message += ` at line ${line}, column ${col}`;
      let ci = col - 1, lineStr = src.substring(lc.lineStarts[line - 1], lc.lineStarts[line]).replace(/[\n\r]+$/, "");
      if (ci >= 60 && lineStr.length > 80) {
        let trimStart = Math.min(ci - 39, lineStr.length - 79);
        lineStr = "\u2026" + lineStr.substring(trimStart), ci -= trimStart - 1;
      }
      if (lineStr.length > 80 && (lineStr = lineStr.substring(0, 79) + "\u2026"), line > 1 && /^ *$/.test(lineStr.substring(0, ci))) {
        let prev = src.substring(lc.lineStarts[line - 2], lc.lineStarts[line - 1]);
        prev.length > 80 && (prev = prev.substring(0, 79) + `\u2026
`), lineStr = prev + lineStr;
      }
      if (/[^ ]/.test(lineStr)) {
        let count = 1, end = error.linePos[1];
        end?.line === line && end.col > col && (count = Math.max(1, Math.min(end.col - col, 80 - ci)));
        let pointer = " ".repeat(ci) + "^".repeat(count);
        error.message += `:

${lineStr}
${pointer}
`;
      }
    };
    exports2.YAMLError = YAMLError;
    exports2.YAMLParseError = YAMLParseError;
    exports2.YAMLWarning = YAMLWarning;
    exports2.prettifyError = prettifyError;
  }
});

// node_modules/yaml/dist/compose/resolve-props.js
var require_resolve_props = __commonJS({
  "node_modules/yaml/dist/compose/resolve-props.js"(exports2) {
    "use strict";
    function resolveProps(tokens, { flow, indicator, next, offset, onError, parentIndent, startOnNewline }) {
      let spaceBefore = !1, atNewline = startOnNewline, hasSpace = startOnNewline, comment = "", commentSep = "", hasNewline = !1, reqSpace = !1, tab = null, anchor = null, tag = null, newlineAfterProp = null, comma = null, found = null, start = null;
      for (let token of tokens)
        switch (reqSpace && (token.type !== "space" && token.type !== "newline" && token.type !== "comma" && onError(token.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), reqSpace = !1), tab && (atNewline && token.type !== "comment" && token.type !== "newline" && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), tab = null), token.type) {
          case "space":
            !flow && (indicator !== "doc-start" || next?.type !== "flow-collection") && token.source.includes("	") && (tab = token), hasSpace = !0;
            break;
          case "comment": {
            hasSpace || onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
            let cb = token.source.substring(1) || " ";
            comment ? comment += commentSep + cb : comment = cb, commentSep = "", atNewline = !1;
            break;
          }
          case "newline":
            atNewline ? comment ? comment += token.source : (!found || indicator !== "seq-item-ind") && (spaceBefore = !0) : commentSep += token.source, atNewline = !0, hasNewline = !0, (anchor || tag) && (newlineAfterProp = token), hasSpace = !0;
            break;
          case "anchor":
            anchor && onError(token, "MULTIPLE_ANCHORS", "A node can have at most one anchor"), token.source.endsWith(":") && onError(token.offset + token.source.length - 1, "BAD_ALIAS", "Anchor ending in : is ambiguous", !0), anchor = token, start ?? (start = token.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          case "tag": {
            tag && onError(token, "MULTIPLE_TAGS", "A node can have at most one tag"), tag = token, start ?? (start = token.offset), atNewline = !1, hasSpace = !1, reqSpace = !0;
            break;
          }
          case indicator:
            (anchor || tag) && onError(token, "BAD_PROP_ORDER", `Anchors and tags must be after the ${token.source} indicator`), found && onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.source} in ${flow ?? "collection"}`), found = token, atNewline = indicator === "seq-item-ind" || indicator === "explicit-key-ind", hasSpace = !1;
            break;
          case "comma":
            if (flow) {
              comma && onError(token, "UNEXPECTED_TOKEN", `Unexpected , in ${flow}`), comma = token, atNewline = !1, hasSpace = !1;
              break;
            }
          // else fallthrough
          default:
            onError(token, "UNEXPECTED_TOKEN", `Unexpected ${token.type} token`), atNewline = !1, hasSpace = !1;
        }
      let last = tokens[tokens.length - 1], end = last ? last.offset + last.source.length : offset;
      return reqSpace && next && next.type !== "space" && next.type !== "newline" && next.type !== "comma" && (next.type !== "scalar" || next.source !== "") && onError(next.offset, "MISSING_CHAR", "Tags and anchors must be separated from the next token by white space"), tab && (atNewline && tab.indent <= parentIndent || next?.type === "block-map" || next?.type === "block-seq") && onError(tab, "TAB_AS_INDENT", "Tabs are not allowed as indentation"), {
        comma,
        found,
        spaceBefore,
        comment,
        hasNewline,
        anchor,
        tag,
        newlineAfterProp,
        end,
        start: start ?? end
      };
    }
    exports2.resolveProps = resolveProps;
  }
});

// node_modules/yaml/dist/compose/util-contains-newline.js
var require_util_contains_newline = __commonJS({
  "node_modules/yaml/dist/compose/util-contains-newline.js"(exports2) {
    "use strict";
    function containsNewline(key) {
      if (!key)
        return null;
      switch (key.type) {
        case "alias":
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          if (key.source.includes(`
`))
            return !0;
          if (key.end) {
            for (let st of key.end)
              if (st.type === "newline")
                return !0;
          }
          return !1;
        case "flow-collection":
          for (let it of key.items) {
            for (let st of it.start)
              if (st.type === "newline")
                return !0;
            if (it.sep) {
              for (let st of it.sep)
                if (st.type === "newline")
                  return !0;
            }
            if (containsNewline(it.key) || containsNewline(it.value))
              return !0;
          }
          return !1;
        default:
          return !0;
      }
    }
    exports2.containsNewline = containsNewline;
  }
});

// node_modules/yaml/dist/compose/util-flow-indent-check.js
var require_util_flow_indent_check = __commonJS({
  "node_modules/yaml/dist/compose/util-flow-indent-check.js"(exports2) {
    "use strict";
    var utilContainsNewline = require_util_contains_newline();
    function flowIndentCheck(indent, fc, onError) {
      if (fc?.type === "flow-collection") {
        let end = fc.end[0];
        end.indent === indent && (end.source === "]" || end.source === "}") && utilContainsNewline.containsNewline(fc) && onError(end, "BAD_INDENT", "Flow end indicator should be more indented than parent", !0);
      }
    }
    exports2.flowIndentCheck = flowIndentCheck;
  }
});

// node_modules/yaml/dist/compose/util-map-includes.js
var require_util_map_includes = __commonJS({
  "node_modules/yaml/dist/compose/util-map-includes.js"(exports2) {
    "use strict";
    var identity = require_identity();
    function mapIncludes(ctx, items, search) {
      let { uniqueKeys } = ctx.options;
      if (uniqueKeys === !1)
        return !1;
      let isEqual = typeof uniqueKeys == "function" ? uniqueKeys : (a, b) => a === b || identity.isScalar(a) && identity.isScalar(b) && a.value === b.value;
      return items.some((pair) => isEqual(pair.key, search));
    }
    exports2.mapIncludes = mapIncludes;
  }
});

// node_modules/yaml/dist/compose/resolve-block-map.js
var require_resolve_block_map = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-map.js"(exports2) {
    "use strict";
    var Pair = require_Pair(), YAMLMap = require_YAMLMap(), resolveProps = require_resolve_props(), utilContainsNewline = require_util_contains_newline(), utilFlowIndentCheck = require_util_flow_indent_check(), utilMapIncludes = require_util_map_includes(), startColMsg = "All mapping items must start at the same column";
    function resolveBlockMap({ composeNode, composeEmptyNode }, ctx, bm, onError, tag) {
      let NodeClass = tag?.nodeClass ?? YAMLMap.YAMLMap, map = new NodeClass(ctx.schema);
      ctx.atRoot && (ctx.atRoot = !1);
      let offset = bm.offset, commentEnd = null;
      for (let collItem of bm.items) {
        let { start, key, sep: sep2, value } = collItem, keyProps = resolveProps.resolveProps(start, {
          indicator: "explicit-key-ind",
          next: key ?? sep2?.[0],
          offset,
          onError,
          parentIndent: bm.indent,
          startOnNewline: !0
        }), implicitKey = !keyProps.found;
        if (implicitKey) {
          if (key && (key.type === "block-seq" ? onError(offset, "BLOCK_AS_IMPLICIT_KEY", "A block sequence may not be used as an implicit map key") : "indent" in key && key.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg)), !keyProps.anchor && !keyProps.tag && !sep2) {
            commentEnd = keyProps.end, keyProps.comment && (map.comment ? map.comment += `
` + keyProps.comment : map.comment = keyProps.comment);
            continue;
          }
          (keyProps.newlineAfterProp || utilContainsNewline.containsNewline(key)) && onError(key ?? start[start.length - 1], "MULTILINE_IMPLICIT_KEY", "Implicit keys need to be on a single line");
        } else keyProps.found?.indent !== bm.indent && onError(offset, "BAD_INDENT", startColMsg);
        ctx.atKey = !0;
        let keyStart = keyProps.end, keyNode = key ? composeNode(ctx, key, keyProps, onError) : composeEmptyNode(ctx, keyStart, start, null, keyProps, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bm.indent, key, onError), ctx.atKey = !1, utilMapIncludes.mapIncludes(ctx, map.items, keyNode) && onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique");
        let valueProps = resolveProps.resolveProps(sep2 ?? [], {
          indicator: "map-value-ind",
          next: value,
          offset: keyNode.range[2],
          onError,
          parentIndent: bm.indent,
          startOnNewline: !key || key.type === "block-scalar"
        });
        if (offset = valueProps.end, valueProps.found) {
          implicitKey && (value?.type === "block-map" && !valueProps.hasNewline && onError(offset, "BLOCK_AS_IMPLICIT_KEY", "Nested mappings are not allowed in compact mappings"), ctx.options.strict && keyProps.start < valueProps.found.offset - 1024 && onError(keyNode.range, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit block mapping key"));
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : composeEmptyNode(ctx, offset, sep2, null, valueProps, onError);
          ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bm.indent, value, onError), offset = valueNode.range[2];
          let pair = new Pair.Pair(keyNode, valueNode);
          ctx.options.keepSourceTokens && (pair.srcToken = collItem), map.items.push(pair);
        } else {
          implicitKey && onError(keyNode.range, "MISSING_CHAR", "Implicit map keys need to be followed by map values"), valueProps.comment && (keyNode.comment ? keyNode.comment += `
` + valueProps.comment : keyNode.comment = valueProps.comment);
          let pair = new Pair.Pair(keyNode);
          ctx.options.keepSourceTokens && (pair.srcToken = collItem), map.items.push(pair);
        }
      }
      return commentEnd && commentEnd < offset && onError(commentEnd, "IMPOSSIBLE", "Map comment with trailing content"), map.range = [bm.offset, offset, commentEnd ?? offset], map;
    }
    exports2.resolveBlockMap = resolveBlockMap;
  }
});

// node_modules/yaml/dist/compose/resolve-block-seq.js
var require_resolve_block_seq = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-seq.js"(exports2) {
    "use strict";
    var YAMLSeq = require_YAMLSeq(), resolveProps = require_resolve_props(), utilFlowIndentCheck = require_util_flow_indent_check();
    function resolveBlockSeq({ composeNode, composeEmptyNode }, ctx, bs, onError, tag) {
      let NodeClass = tag?.nodeClass ?? YAMLSeq.YAMLSeq, seq = new NodeClass(ctx.schema);
      ctx.atRoot && (ctx.atRoot = !1), ctx.atKey && (ctx.atKey = !1);
      let offset = bs.offset, commentEnd = null;
      for (let { start, value } of bs.items) {
        let props = resolveProps.resolveProps(start, {
          indicator: "seq-item-ind",
          next: value,
          offset,
          onError,
          parentIndent: bs.indent,
          startOnNewline: !0
        });
        if (!props.found)
          if (props.anchor || props.tag || value)
            value?.type === "block-seq" ? onError(props.end, "BAD_INDENT", "All sequence items must start at the same column") : onError(offset, "MISSING_CHAR", "Sequence item without - indicator");
          else {
            commentEnd = props.end, props.comment && (seq.comment = props.comment);
            continue;
          }
        let node = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, start, null, props, onError);
        ctx.schema.compat && utilFlowIndentCheck.flowIndentCheck(bs.indent, value, onError), offset = node.range[2], seq.items.push(node);
      }
      return seq.range = [bs.offset, offset, commentEnd ?? offset], seq;
    }
    exports2.resolveBlockSeq = resolveBlockSeq;
  }
});

// node_modules/yaml/dist/compose/resolve-end.js
var require_resolve_end = __commonJS({
  "node_modules/yaml/dist/compose/resolve-end.js"(exports2) {
    "use strict";
    function resolveEnd(end, offset, reqSpace, onError) {
      let comment = "";
      if (end) {
        let hasSpace = !1, sep2 = "";
        for (let token of end) {
          let { source, type } = token;
          switch (type) {
            case "space":
              hasSpace = !0;
              break;
            case "comment": {
              reqSpace && !hasSpace && onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters");
              let cb = source.substring(1) || " ";
              comment ? comment += sep2 + cb : comment = cb, sep2 = "";
              break;
            }
            case "newline":
              comment && (sep2 += source), hasSpace = !0;
              break;
            default:
              onError(token, "UNEXPECTED_TOKEN", `Unexpected ${type} at node end`);
          }
          offset += source.length;
        }
      }
      return { comment, offset };
    }
    exports2.resolveEnd = resolveEnd;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-collection.js
var require_resolve_flow_collection = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-collection.js"(exports2) {
    "use strict";
    var identity = require_identity(), Pair = require_Pair(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), resolveEnd = require_resolve_end(), resolveProps = require_resolve_props(), utilContainsNewline = require_util_contains_newline(), utilMapIncludes = require_util_map_includes(), blockMsg = "Block collections are not allowed within flow collections", isBlock = (token) => token && (token.type === "block-map" || token.type === "block-seq");
    function resolveFlowCollection({ composeNode, composeEmptyNode }, ctx, fc, onError, tag) {
      let isMap = fc.start.source === "{", fcName = isMap ? "flow map" : "flow sequence", NodeClass = tag?.nodeClass ?? (isMap ? YAMLMap.YAMLMap : YAMLSeq.YAMLSeq), coll = new NodeClass(ctx.schema);
      coll.flow = !0;
      let atRoot = ctx.atRoot;
      atRoot && (ctx.atRoot = !1), ctx.atKey && (ctx.atKey = !1);
      let offset = fc.offset + fc.start.source.length;
      for (let i2 = 0; i2 < fc.items.length; ++i2) {
        let collItem = fc.items[i2], { start, key, sep: sep2, value } = collItem, props = resolveProps.resolveProps(start, {
          flow: fcName,
          indicator: "explicit-key-ind",
          next: key ?? sep2?.[0],
          offset,
          onError,
          parentIndent: fc.indent,
          startOnNewline: !1
        });
        if (!props.found) {
          if (!props.anchor && !props.tag && !sep2 && !value) {
            i2 === 0 && props.comma ? onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`) : i2 < fc.items.length - 1 && onError(props.start, "UNEXPECTED_TOKEN", `Unexpected empty item in ${fcName}`), props.comment && (coll.comment ? coll.comment += `
` + props.comment : coll.comment = props.comment), offset = props.end;
            continue;
          }
          !isMap && ctx.options.strict && utilContainsNewline.containsNewline(key) && onError(
            key,
            // checked by containsNewline()
            "MULTILINE_IMPLICIT_KEY",
            "Implicit keys of flow sequence pairs need to be on a single line"
          );
        }
        if (i2 === 0)
          props.comma && onError(props.comma, "UNEXPECTED_TOKEN", `Unexpected , in ${fcName}`);
        else if (props.comma || onError(props.start, "MISSING_CHAR", `Missing , between ${fcName} items`), props.comment) {
          let prevItemComment = "";
          loop: for (let st of start)
            switch (st.type) {
              case "comma":
              case "space":
                break;
              case "comment":
                prevItemComment = st.source.substring(1);
                break loop;
              default:
                break loop;
            }
          if (prevItemComment) {
            let prev = coll.items[coll.items.length - 1];
            identity.isPair(prev) && (prev = prev.value ?? prev.key), prev.comment ? prev.comment += `
` + prevItemComment : prev.comment = prevItemComment, props.comment = props.comment.substring(prevItemComment.length + 1);
          }
        }
        if (!isMap && !sep2 && !props.found) {
          let valueNode = value ? composeNode(ctx, value, props, onError) : composeEmptyNode(ctx, props.end, sep2, null, props, onError);
          coll.items.push(valueNode), offset = valueNode.range[2], isBlock(value) && onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg);
        } else {
          ctx.atKey = !0;
          let keyStart = props.end, keyNode = key ? composeNode(ctx, key, props, onError) : composeEmptyNode(ctx, keyStart, start, null, props, onError);
          isBlock(key) && onError(keyNode.range, "BLOCK_IN_FLOW", blockMsg), ctx.atKey = !1;
          let valueProps = resolveProps.resolveProps(sep2 ?? [], {
            flow: fcName,
            indicator: "map-value-ind",
            next: value,
            offset: keyNode.range[2],
            onError,
            parentIndent: fc.indent,
            startOnNewline: !1
          });
          if (valueProps.found) {
            if (!isMap && !props.found && ctx.options.strict) {
              if (sep2)
                for (let st of sep2) {
                  if (st === valueProps.found)
                    break;
                  if (st.type === "newline") {
                    onError(st, "MULTILINE_IMPLICIT_KEY", "Implicit keys of flow sequence pairs need to be on a single line");
                    break;
                  }
                }
              props.start < valueProps.found.offset - 1024 && onError(valueProps.found, "KEY_OVER_1024_CHARS", "The : indicator must be at most 1024 chars after the start of an implicit flow sequence key");
            }
          } else value && ("source" in value && value.source?.[0] === ":" ? onError(value, "MISSING_CHAR", `Missing space after : in ${fcName}`) : onError(valueProps.start, "MISSING_CHAR", `Missing , or : between ${fcName} items`));
          let valueNode = value ? composeNode(ctx, value, valueProps, onError) : valueProps.found ? composeEmptyNode(ctx, valueProps.end, sep2, null, valueProps, onError) : null;
          valueNode ? isBlock(value) && onError(valueNode.range, "BLOCK_IN_FLOW", blockMsg) : valueProps.comment && (keyNode.comment ? keyNode.comment += `
` + valueProps.comment : keyNode.comment = valueProps.comment);
          let pair = new Pair.Pair(keyNode, valueNode);
          if (ctx.options.keepSourceTokens && (pair.srcToken = collItem), isMap) {
            let map = coll;
            utilMapIncludes.mapIncludes(ctx, map.items, keyNode) && onError(keyStart, "DUPLICATE_KEY", "Map keys must be unique"), map.items.push(pair);
          } else {
            let map = new YAMLMap.YAMLMap(ctx.schema);
            map.flow = !0, map.items.push(pair);
            let endRange = (valueNode ?? keyNode).range;
            map.range = [keyNode.range[0], endRange[1], endRange[2]], coll.items.push(map);
          }
          offset = valueNode ? valueNode.range[2] : valueProps.end;
        }
      }
      let expectedEnd = isMap ? "}" : "]", [ce, ...ee] = fc.end, cePos = offset;
      if (ce?.source === expectedEnd)
        cePos = ce.offset + ce.source.length;
      else {
        let name = fcName[0].toUpperCase() + fcName.substring(1), msg = atRoot ? `${name} must end with a ${expectedEnd}` : `${name} in block collection must be sufficiently indented and end with a ${expectedEnd}`;
        onError(offset, atRoot ? "MISSING_CHAR" : "BAD_INDENT", msg), ce && ce.source.length !== 1 && ee.unshift(ce);
      }
      if (ee.length > 0) {
        let end = resolveEnd.resolveEnd(ee, cePos, ctx.options.strict, onError);
        end.comment && (coll.comment ? coll.comment += `
` + end.comment : coll.comment = end.comment), coll.range = [fc.offset, cePos, end.offset];
      } else
        coll.range = [fc.offset, cePos, cePos];
      return coll;
    }
    exports2.resolveFlowCollection = resolveFlowCollection;
  }
});

// node_modules/yaml/dist/compose/compose-collection.js
var require_compose_collection = __commonJS({
  "node_modules/yaml/dist/compose/compose-collection.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), resolveBlockMap = require_resolve_block_map(), resolveBlockSeq = require_resolve_block_seq(), resolveFlowCollection = require_resolve_flow_collection();
    function resolveCollection(CN, ctx, token, onError, tagName, tag) {
      let coll = token.type === "block-map" ? resolveBlockMap.resolveBlockMap(CN, ctx, token, onError, tag) : token.type === "block-seq" ? resolveBlockSeq.resolveBlockSeq(CN, ctx, token, onError, tag) : resolveFlowCollection.resolveFlowCollection(CN, ctx, token, onError, tag), Coll = coll.constructor;
      return tagName === "!" || tagName === Coll.tagName ? (coll.tag = Coll.tagName, coll) : (tagName && (coll.tag = tagName), coll);
    }
    function composeCollection(CN, ctx, token, props, onError) {
      let tagToken = props.tag, tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null;
      if (token.type === "block-seq") {
        let { anchor, newlineAfterProp: nl } = props, lastProp = anchor && tagToken ? anchor.offset > tagToken.offset ? anchor : tagToken : anchor ?? tagToken;
        lastProp && (!nl || nl.offset < lastProp.offset) && onError(lastProp, "MISSING_CHAR", "Missing newline after block sequence props");
      }
      let expType = token.type === "block-map" ? "map" : token.type === "block-seq" ? "seq" : token.start.source === "{" ? "map" : "seq";
      if (!tagToken || !tagName || tagName === "!" || tagName === YAMLMap.YAMLMap.tagName && expType === "map" || tagName === YAMLSeq.YAMLSeq.tagName && expType === "seq")
        return resolveCollection(CN, ctx, token, onError, tagName);
      let tag = ctx.schema.tags.find((t) => t.tag === tagName && t.collection === expType);
      if (!tag) {
        let kt = ctx.schema.knownTags[tagName];
        if (kt?.collection === expType)
          ctx.schema.tags.push(Object.assign({}, kt, { default: !1 })), tag = kt;
        else
          return kt ? onError(tagToken, "BAD_COLLECTION_TYPE", `${kt.tag} used for ${expType} collection, but expects ${kt.collection ?? "scalar"}`, !0) : onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, !0), resolveCollection(CN, ctx, token, onError, tagName);
      }
      let coll = resolveCollection(CN, ctx, token, onError, tagName, tag), res = tag.resolve?.(coll, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg), ctx.options) ?? coll, node = identity.isNode(res) ? res : new Scalar.Scalar(res);
      return node.range = coll.range, node.tag = tagName, tag?.format && (node.format = tag.format), node;
    }
    exports2.composeCollection = composeCollection;
  }
});

// node_modules/yaml/dist/compose/resolve-block-scalar.js
var require_resolve_block_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-block-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar();
    function resolveBlockScalar(ctx, scalar, onError) {
      let start = scalar.offset, header = parseBlockScalarHeader(scalar, ctx.options.strict, onError);
      if (!header)
        return { value: "", type: null, comment: "", range: [start, start, start] };
      let type = header.mode === ">" ? Scalar.Scalar.BLOCK_FOLDED : Scalar.Scalar.BLOCK_LITERAL, lines = scalar.source ? splitLines(scalar.source) : [], chompStart = lines.length;
      for (let i2 = lines.length - 1; i2 >= 0; --i2) {
        let content = lines[i2][1];
        if (content === "" || content === "\r")
          chompStart = i2;
        else
          break;
      }
      if (chompStart === 0) {
        let value2 = header.chomp === "+" && lines.length > 0 ? `
`.repeat(Math.max(1, lines.length - 1)) : "", end2 = start + header.length;
        return scalar.source && (end2 += scalar.source.length), { value: value2, type, comment: header.comment, range: [start, end2, end2] };
      }
      let trimIndent = scalar.indent + header.indent, offset = scalar.offset + header.length, contentStart = 0;
      for (let i2 = 0; i2 < chompStart; ++i2) {
        let [indent, content] = lines[i2];
        if (content === "" || content === "\r")
          header.indent === 0 && indent.length > trimIndent && (trimIndent = indent.length);
        else {
          indent.length < trimIndent && onError(offset + indent.length, "MISSING_CHAR", "Block scalars with more-indented leading empty lines must use an explicit indentation indicator"), header.indent === 0 && (trimIndent = indent.length), contentStart = i2, trimIndent === 0 && !ctx.atRoot && onError(offset, "BAD_INDENT", "Block scalar values in collections must be indented");
          break;
        }
        offset += indent.length + content.length + 1;
      }
      for (let i2 = lines.length - 1; i2 >= chompStart; --i2)
        lines[i2][0].length > trimIndent && (chompStart = i2 + 1);
      let value = "", sep2 = "", prevMoreIndented = !1;
      for (let i2 = 0; i2 < contentStart; ++i2)
        value += lines[i2][0].slice(trimIndent) + `
`;
      for (let i2 = contentStart; i2 < chompStart; ++i2) {
        let [indent, content] = lines[i2];
        offset += indent.length + content.length + 1;
        let crlf = content[content.length - 1] === "\r";
        if (crlf && (content = content.slice(0, -1)), content && indent.length < trimIndent) {
          let message = `Block scalar lines must not be less indented than their ${header.indent ? "explicit indentation indicator" : "first line"}`;
          onError(offset - content.length - (crlf ? 2 : 1), "BAD_INDENT", message), indent = "";
        }
        type === Scalar.Scalar.BLOCK_LITERAL ? (value += sep2 + indent.slice(trimIndent) + content, sep2 = `
`) : indent.length > trimIndent || content[0] === "	" ? (sep2 === " " ? sep2 = `
` : !prevMoreIndented && sep2 === `
` && (sep2 = `

`), value += sep2 + indent.slice(trimIndent) + content, sep2 = `
`, prevMoreIndented = !0) : content === "" ? sep2 === `
` ? value += `
` : sep2 = `
` : (value += sep2 + content, sep2 = " ", prevMoreIndented = !1);
      }
      switch (header.chomp) {
        case "-":
          break;
        case "+":
          for (let i2 = chompStart; i2 < lines.length; ++i2)
            value += `
` + lines[i2][0].slice(trimIndent);
          value[value.length - 1] !== `
` && (value += `
`);
          break;
        default:
          value += `
`;
      }
      let end = start + header.length + scalar.source.length;
      return { value, type, comment: header.comment, range: [start, end, end] };
    }
    function parseBlockScalarHeader({ offset, props }, strict, onError) {
      if (props[0].type !== "block-scalar-header")
        return onError(props[0], "IMPOSSIBLE", "Block scalar header not found"), null;
      let { source } = props[0], mode = source[0], indent = 0, chomp = "", error = -1;
      for (let i2 = 1; i2 < source.length; ++i2) {
        let ch = source[i2];
        if (!chomp && (ch === "-" || ch === "+"))
          chomp = ch;
        else {
          let n = Number(ch);
          !indent && n ? indent = n : error === -1 && (error = offset + i2);
        }
      }
      error !== -1 && onError(error, "UNEXPECTED_TOKEN", `Block scalar header includes extra characters: ${source}`);
      let hasSpace = !1, comment = "", length = source.length;
      for (let i2 = 1; i2 < props.length; ++i2) {
        let token = props[i2];
        switch (token.type) {
          case "space":
            hasSpace = !0;
          // fallthrough
          case "newline":
            length += token.source.length;
            break;
          case "comment":
            strict && !hasSpace && onError(token, "MISSING_CHAR", "Comments must be separated from other tokens by white space characters"), length += token.source.length, comment = token.source.substring(1);
            break;
          case "error":
            onError(token, "UNEXPECTED_TOKEN", token.message), length += token.source.length;
            break;
          /* istanbul ignore next should not happen */
          default: {
            let message = `Unexpected token in block scalar header: ${token.type}`;
            onError(token, "UNEXPECTED_TOKEN", message);
            let ts = token.source;
            ts && typeof ts == "string" && (length += ts.length);
          }
        }
      }
      return { mode, indent, chomp, comment, length };
    }
    function splitLines(source) {
      let split = source.split(/\n( *)/), first = split[0], m = first.match(/^( *)/), lines = [m?.[1] ? [m[1], first.slice(m[1].length)] : ["", first]];
      for (let i2 = 1; i2 < split.length; i2 += 2)
        lines.push([split[i2], split[i2 + 1]]);
      return lines;
    }
    exports2.resolveBlockScalar = resolveBlockScalar;
  }
});

// node_modules/yaml/dist/compose/resolve-flow-scalar.js
var require_resolve_flow_scalar = __commonJS({
  "node_modules/yaml/dist/compose/resolve-flow-scalar.js"(exports2) {
    "use strict";
    var Scalar = require_Scalar(), resolveEnd = require_resolve_end();
    function resolveFlowScalar(scalar, strict, onError) {
      let { offset, type, source, end } = scalar, _type, value, _onError = (rel, code, msg) => onError(offset + rel, code, msg);
      switch (type) {
        case "scalar":
          _type = Scalar.Scalar.PLAIN, value = plainValue(source, _onError);
          break;
        case "single-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_SINGLE, value = singleQuotedValue(source, _onError);
          break;
        case "double-quoted-scalar":
          _type = Scalar.Scalar.QUOTE_DOUBLE, value = doubleQuotedValue(source, _onError);
          break;
        /* istanbul ignore next should not happen */
        default:
          return onError(scalar, "UNEXPECTED_TOKEN", `Expected a flow scalar value, but found: ${type}`), {
            value: "",
            type: null,
            comment: "",
            range: [offset, offset + source.length, offset + source.length]
          };
      }
      let valueEnd = offset + source.length, re = resolveEnd.resolveEnd(end, valueEnd, strict, onError);
      return {
        value,
        type: _type,
        comment: re.comment,
        range: [offset, valueEnd, re.offset]
      };
    }
    function plainValue(source, onError) {
      let badChar = "";
      switch (source[0]) {
        /* istanbul ignore next should not happen */
        case "	":
          badChar = "a tab character";
          break;
        case ",":
          badChar = "flow indicator character ,";
          break;
        case "%":
          badChar = "directive indicator character %";
          break;
        case "|":
        case ">": {
          badChar = `block scalar indicator ${source[0]}`;
          break;
        }
        case "@":
        case "`": {
          badChar = `reserved character ${source[0]}`;
          break;
        }
      }
      return badChar && onError(0, "BAD_SCALAR_START", `Plain value cannot start with ${badChar}`), unfoldLines(source);
    }
    function singleQuotedValue(source, onError) {
      return (source[source.length - 1] !== "'" || source.length === 1) && onError(source.length, "MISSING_CHAR", "Missing closing 'quote"), unfoldLines(source.slice(1, -1)).replace(/''/g, "'");
    }
    function unfoldLines(source) {
      let line = /(.*?)\r?\n/sy, match = line.exec(source);
      if (!match)
        return source;
      let trimEnd, trimBoth;
      try {
        trimEnd = new RegExp("(?<![ 	])[ 	]+$"), trimBoth = new RegExp("^[ 	]+|(?<![ 	])[ 	]+$", "g");
      } catch {
        trimEnd = /[ \t]+$/, trimBoth = /^[ \t]+|[ \t]+$/g;
      }
      let res = match[1].replace(trimEnd, ""), sep2 = " ", pos = line.lastIndex;
      for (; match = line.exec(source); ) {
        let lm = match[1].replace(trimBoth, "");
        lm === "" ? sep2 === `
` ? res += sep2 : sep2 = `
` : (res += sep2 + lm, sep2 = " "), pos = line.lastIndex;
      }
      let last = /[ \t]*(.*)/sy;
      return last.lastIndex = pos, match = last.exec(source), res + sep2 + (match?.[1] ?? "");
    }
    function doubleQuotedValue(source, onError) {
      let res = "";
      for (let i2 = 1; i2 < source.length - 1; ++i2) {
        let ch = source[i2];
        if (!(ch === "\r" && source[i2 + 1] === `
`))
          if (ch === `
`) {
            let { fold, offset } = foldNewline(source, i2);
            res += fold, i2 = offset;
          } else if (ch === "\\") {
            let next = source[++i2], cc = escapeCodes[next];
            if (cc)
              res += cc;
            else if (next === `
`)
              for (next = source[i2 + 1]; next === " " || next === "	"; )
                next = source[++i2 + 1];
            else if (next === "\r" && source[i2 + 1] === `
`)
              for (next = source[++i2 + 1]; next === " " || next === "	"; )
                next = source[++i2 + 1];
            else if (next === "x" || next === "u" || next === "U") {
              let length = next === "x" ? 2 : next === "u" ? 4 : 8;
              res += parseCharCode(source, i2 + 1, length, onError), i2 += length;
            } else {
              let raw = source.substr(i2 - 1, 2);
              onError(i2 - 1, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`), res += raw;
            }
          } else if (ch === " " || ch === "	") {
            let wsStart = i2, next = source[i2 + 1];
            for (; next === " " || next === "	"; )
              next = source[++i2 + 1];
            next !== `
` && !(next === "\r" && source[i2 + 2] === `
`) && (res += i2 > wsStart ? source.slice(wsStart, i2 + 1) : ch);
          } else
            res += ch;
      }
      return (source[source.length - 1] !== '"' || source.length === 1) && onError(source.length, "MISSING_CHAR", 'Missing closing "quote'), res;
    }
    function foldNewline(source, offset) {
      let fold = "", ch = source[offset + 1];
      for (; (ch === " " || ch === "	" || ch === `
` || ch === "\r") && !(ch === "\r" && source[offset + 2] !== `
`); )
        ch === `
` && (fold += `
`), offset += 1, ch = source[offset + 1];
      return fold || (fold = " "), { fold, offset };
    }
    var escapeCodes = {
      0: "\0",
      // null character
      a: "\x07",
      // bell character
      b: "\b",
      // backspace
      e: "\x1B",
      // escape character
      f: "\f",
      // form feed
      n: `
`,
      // line feed
      r: "\r",
      // carriage return
      t: "	",
      // horizontal tab
      v: "\v",
      // vertical tab
      N: "\x85",
      // Unicode next line
      _: "\xA0",
      // Unicode non-breaking space
      L: "\u2028",
      // Unicode line separator
      P: "\u2029",
      // Unicode paragraph separator
      " ": " ",
      '"': '"',
      "/": "/",
      "\\": "\\",
      "	": "	"
    };
    function parseCharCode(source, offset, length, onError) {
      let cc = source.substr(offset, length), code = cc.length === length && /^[0-9a-fA-F]+$/.test(cc) ? parseInt(cc, 16) : NaN;
      try {
        return String.fromCodePoint(code);
      } catch {
        let raw = source.substr(offset - 2, length + 2);
        return onError(offset - 2, "BAD_DQ_ESCAPE", `Invalid escape sequence ${raw}`), raw;
      }
    }
    exports2.resolveFlowScalar = resolveFlowScalar;
  }
});

// node_modules/yaml/dist/compose/compose-scalar.js
var require_compose_scalar = __commonJS({
  "node_modules/yaml/dist/compose/compose-scalar.js"(exports2) {
    "use strict";
    var identity = require_identity(), Scalar = require_Scalar(), resolveBlockScalar = require_resolve_block_scalar(), resolveFlowScalar = require_resolve_flow_scalar();
    function composeScalar(ctx, token, tagToken, onError) {
      let { value, type, comment, range } = token.type === "block-scalar" ? resolveBlockScalar.resolveBlockScalar(ctx, token, onError) : resolveFlowScalar.resolveFlowScalar(token, ctx.options.strict, onError), tagName = tagToken ? ctx.directives.tagName(tagToken.source, (msg) => onError(tagToken, "TAG_RESOLVE_FAILED", msg)) : null, tag;
      ctx.options.stringKeys && ctx.atKey ? tag = ctx.schema[identity.SCALAR] : tagName ? tag = findScalarTagByName(ctx.schema, value, tagName, tagToken, onError) : token.type === "scalar" ? tag = findScalarTagByTest(ctx, value, token, onError) : tag = ctx.schema[identity.SCALAR];
      let scalar;
      try {
        let res = tag.resolve(value, (msg) => onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), ctx.options);
        scalar = identity.isScalar(res) ? res : new Scalar.Scalar(res);
      } catch (error) {
        let msg = error instanceof Error ? error.message : String(error);
        onError(tagToken ?? token, "TAG_RESOLVE_FAILED", msg), scalar = new Scalar.Scalar(value);
      }
      return scalar.range = range, scalar.source = value, type && (scalar.type = type), tagName && (scalar.tag = tagName), tag.format && (scalar.format = tag.format), comment && (scalar.comment = comment), scalar;
    }
    function findScalarTagByName(schema, value, tagName, tagToken, onError) {
      if (tagName === "!")
        return schema[identity.SCALAR];
      let matchWithTest = [];
      for (let tag of schema.tags)
        if (!tag.collection && tag.tag === tagName)
          if (tag.default && tag.test)
            matchWithTest.push(tag);
          else
            return tag;
      for (let tag of matchWithTest)
        if (tag.test?.test(value))
          return tag;
      let kt = schema.knownTags[tagName];
      return kt && !kt.collection ? (schema.tags.push(Object.assign({}, kt, { default: !1, test: void 0 })), kt) : (onError(tagToken, "TAG_RESOLVE_FAILED", `Unresolved tag: ${tagName}`, tagName !== "tag:yaml.org,2002:str"), schema[identity.SCALAR]);
    }
    function findScalarTagByTest({ atKey, directives, schema }, value, token, onError) {
      let tag = schema.tags.find((tag2) => (tag2.default === !0 || atKey && tag2.default === "key") && tag2.test?.test(value)) || schema[identity.SCALAR];
      if (schema.compat) {
        let compat = schema.compat.find((tag2) => tag2.default && tag2.test?.test(value)) ?? schema[identity.SCALAR];
        if (tag.tag !== compat.tag) {
          let ts = directives.tagString(tag.tag), cs = directives.tagString(compat.tag), msg = `Value may be parsed as either ${ts} or ${cs}`;
          onError(token, "TAG_RESOLVE_FAILED", msg, !0);
        }
      }
      return tag;
    }
    exports2.composeScalar = composeScalar;
  }
});

// node_modules/yaml/dist/compose/util-empty-scalar-position.js
var require_util_empty_scalar_position = __commonJS({
  "node_modules/yaml/dist/compose/util-empty-scalar-position.js"(exports2) {
    "use strict";
    function emptyScalarPosition(offset, before, pos) {
      if (before) {
        pos ?? (pos = before.length);
        for (let i2 = pos - 1; i2 >= 0; --i2) {
          let st = before[i2];
          switch (st.type) {
            case "space":
            case "comment":
            case "newline":
              offset -= st.source.length;
              continue;
          }
          for (st = before[++i2]; st?.type === "space"; )
            offset += st.source.length, st = before[++i2];
          break;
        }
      }
      return offset;
    }
    exports2.emptyScalarPosition = emptyScalarPosition;
  }
});

// node_modules/yaml/dist/compose/compose-node.js
var require_compose_node = __commonJS({
  "node_modules/yaml/dist/compose/compose-node.js"(exports2) {
    "use strict";
    var Alias = require_Alias(), identity = require_identity(), composeCollection = require_compose_collection(), composeScalar = require_compose_scalar(), resolveEnd = require_resolve_end(), utilEmptyScalarPosition = require_util_empty_scalar_position(), CN = { composeNode, composeEmptyNode };
    function composeNode(ctx, token, props, onError) {
      let atKey = ctx.atKey, { spaceBefore, comment, anchor, tag } = props, node, isSrcToken = !0;
      switch (token.type) {
        case "alias":
          node = composeAlias(ctx, token, onError), (anchor || tag) && onError(token, "ALIAS_PROPS", "An alias node must not specify any properties");
          break;
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "block-scalar":
          node = composeScalar.composeScalar(ctx, token, tag, onError), anchor && (node.anchor = anchor.source.substring(1));
          break;
        case "block-map":
        case "block-seq":
        case "flow-collection":
          try {
            node = composeCollection.composeCollection(CN, ctx, token, props, onError), anchor && (node.anchor = anchor.source.substring(1));
          } catch (error) {
            let message = error instanceof Error ? error.message : String(error);
            onError(token, "RESOURCE_EXHAUSTION", message);
          }
          break;
        default: {
          let message = token.type === "error" ? token.message : `Unsupported token (type: ${token.type})`;
          onError(token, "UNEXPECTED_TOKEN", message), isSrcToken = !1;
        }
      }
      return node ?? (node = composeEmptyNode(ctx, token.offset, void 0, null, props, onError)), anchor && node.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string"), atKey && ctx.options.stringKeys && (!identity.isScalar(node) || typeof node.value != "string" || node.tag && node.tag !== "tag:yaml.org,2002:str") && onError(tag ?? token, "NON_STRING_KEY", "With stringKeys, all keys must be strings"), spaceBefore && (node.spaceBefore = !0), comment && (token.type === "scalar" && token.source === "" ? node.comment = comment : node.commentBefore = comment), ctx.options.keepSourceTokens && isSrcToken && (node.srcToken = token), node;
    }
    function composeEmptyNode(ctx, offset, before, pos, { spaceBefore, comment, anchor, tag, end }, onError) {
      let token = {
        type: "scalar",
        offset: utilEmptyScalarPosition.emptyScalarPosition(offset, before, pos),
        indent: -1,
        source: ""
      }, node = composeScalar.composeScalar(ctx, token, tag, onError);
      return anchor && (node.anchor = anchor.source.substring(1), node.anchor === "" && onError(anchor, "BAD_ALIAS", "Anchor cannot be an empty string")), spaceBefore && (node.spaceBefore = !0), comment && (node.comment = comment, node.range[2] = end), node;
    }
    function composeAlias({ options }, { offset, source, end }, onError) {
      let alias = new Alias.Alias(source.substring(1));
      alias.source === "" && onError(offset, "BAD_ALIAS", "Alias cannot be an empty string"), alias.source.endsWith(":") && onError(offset + source.length - 1, "BAD_ALIAS", "Alias ending in : is ambiguous", !0);
      let valueEnd = offset + source.length, re = resolveEnd.resolveEnd(end, valueEnd, options.strict, onError);
      return alias.range = [offset, valueEnd, re.offset], re.comment && (alias.comment = re.comment), alias;
    }
    exports2.composeEmptyNode = composeEmptyNode;
    exports2.composeNode = composeNode;
  }
});

// node_modules/yaml/dist/compose/compose-doc.js
var require_compose_doc = __commonJS({
  "node_modules/yaml/dist/compose/compose-doc.js"(exports2) {
    "use strict";
    var Document = require_Document(), composeNode = require_compose_node(), resolveEnd = require_resolve_end(), resolveProps = require_resolve_props();
    function composeDoc(options, directives, { offset, start, value, end }, onError) {
      let opts = Object.assign({ _directives: directives }, options), doc = new Document.Document(void 0, opts), ctx = {
        atKey: !1,
        atRoot: !0,
        directives: doc.directives,
        options: doc.options,
        schema: doc.schema
      }, props = resolveProps.resolveProps(start, {
        indicator: "doc-start",
        next: value ?? end?.[0],
        offset,
        onError,
        parentIndent: 0,
        startOnNewline: !0
      });
      props.found && (doc.directives.docStart = !0, value && (value.type === "block-map" || value.type === "block-seq") && !props.hasNewline && onError(props.end, "MISSING_CHAR", "Block collection cannot start on same line with directives-end marker")), doc.contents = value ? composeNode.composeNode(ctx, value, props, onError) : composeNode.composeEmptyNode(ctx, props.end, start, null, props, onError);
      let contentEnd = doc.contents.range[2], re = resolveEnd.resolveEnd(end, contentEnd, !1, onError);
      return re.comment && (doc.comment = re.comment), doc.range = [offset, contentEnd, re.offset], doc;
    }
    exports2.composeDoc = composeDoc;
  }
});

// node_modules/yaml/dist/compose/composer.js
var require_composer = __commonJS({
  "node_modules/yaml/dist/compose/composer.js"(exports2) {
    "use strict";
    var node_process = require("process"), directives = require_directives(), Document = require_Document(), errors = require_errors(), identity = require_identity(), composeDoc = require_compose_doc(), resolveEnd = require_resolve_end();
    function getErrorPos(src) {
      if (typeof src == "number")
        return [src, src + 1];
      if (Array.isArray(src))
        return src.length === 2 ? src : [src[0], src[1]];
      let { offset, source } = src;
      return [offset, offset + (typeof source == "string" ? source.length : 1)];
    }
    function parsePrelude(prelude) {
      let comment = "", atComment = !1, afterEmptyLine = !1;
      for (let i2 = 0; i2 < prelude.length; ++i2) {
        let source = prelude[i2];
        switch (source[0]) {
          case "#":
            comment += (comment === "" ? "" : afterEmptyLine ? `

` : `
`) + (source.substring(1) || " "), atComment = !0, afterEmptyLine = !1;
            break;
          case "%":
            prelude[i2 + 1]?.[0] !== "#" && (i2 += 1), atComment = !1;
            break;
          default:
            atComment || (afterEmptyLine = !0), atComment = !1;
        }
      }
      return { comment, afterEmptyLine };
    }
    var Composer = class {
      constructor(options = {}) {
        this.doc = null, this.atDirectives = !1, this.prelude = [], this.errors = [], this.warnings = [], this.onError = (source, code, message, warning) => {
          let pos = getErrorPos(source);
          warning ? this.warnings.push(new errors.YAMLWarning(pos, code, message)) : this.errors.push(new errors.YAMLParseError(pos, code, message));
        }, this.directives = new directives.Directives({ version: options.version || "1.2" }), this.options = options;
      }
      decorate(doc, afterDoc) {
        let { comment, afterEmptyLine } = parsePrelude(this.prelude);
        if (comment) {
          let dc = doc.contents;
          if (afterDoc)
            doc.comment = doc.comment ? `${doc.comment}
${comment}` : comment;
          else if (afterEmptyLine || doc.directives.docStart || !dc)
            doc.commentBefore = comment;
          else if (identity.isCollection(dc) && !dc.flow && dc.items.length > 0) {
            let it = dc.items[0];
            identity.isPair(it) && (it = it.key);
            let cb = it.commentBefore;
            it.commentBefore = cb ? `${comment}
${cb}` : comment;
          } else {
            let cb = dc.commentBefore;
            dc.commentBefore = cb ? `${comment}
${cb}` : comment;
          }
        }
        if (afterDoc) {
          for (let i2 = 0; i2 < this.errors.length; ++i2)
            doc.errors.push(this.errors[i2]);
          for (let i2 = 0; i2 < this.warnings.length; ++i2)
            doc.warnings.push(this.warnings[i2]);
        } else
          doc.errors = this.errors, doc.warnings = this.warnings;
        this.prelude = [], this.errors = [], this.warnings = [];
      }
      /**
       * Current stream status information.
       *
       * Mostly useful at the end of input for an empty stream.
       */
      streamInfo() {
        return {
          comment: parsePrelude(this.prelude).comment,
          directives: this.directives,
          errors: this.errors,
          warnings: this.warnings
        };
      }
      /**
       * Compose tokens into documents.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *compose(tokens, forceDoc = !1, endOffset = -1) {
        for (let token of tokens)
          yield* this.next(token);
        yield* this.end(forceDoc, endOffset);
      }
      /** Advance the composer by one CST token. */
      *next(token) {
        switch (node_process.env.LOG_STREAM && console.dir(token, { depth: null }), token.type) {
          case "directive":
            this.directives.add(token.source, (offset, message, warning) => {
              let pos = getErrorPos(token);
              pos[0] += offset, this.onError(pos, "BAD_DIRECTIVE", message, warning);
            }), this.prelude.push(token.source), this.atDirectives = !0;
            break;
          case "document": {
            let doc = composeDoc.composeDoc(this.options, this.directives, token, this.onError);
            this.atDirectives && !doc.directives.docStart && this.onError(token, "MISSING_CHAR", "Missing directives-end/doc-start indicator line"), this.decorate(doc, !1), this.doc && (yield this.doc), this.doc = doc, this.atDirectives = !1;
            break;
          }
          case "byte-order-mark":
          case "space":
            break;
          case "comment":
          case "newline":
            this.prelude.push(token.source);
            break;
          case "error": {
            let msg = token.source ? `${token.message}: ${JSON.stringify(token.source)}` : token.message, error = new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg);
            this.atDirectives || !this.doc ? this.errors.push(error) : this.doc.errors.push(error);
            break;
          }
          case "doc-end": {
            if (!this.doc) {
              let msg = "Unexpected doc-end without preceding document";
              this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", msg));
              break;
            }
            this.doc.directives.docEnd = !0;
            let end = resolveEnd.resolveEnd(token.end, token.offset + token.source.length, this.doc.options.strict, this.onError);
            if (this.decorate(this.doc, !0), end.comment) {
              let dc = this.doc.comment;
              this.doc.comment = dc ? `${dc}
${end.comment}` : end.comment;
            }
            this.doc.range[2] = end.offset;
            break;
          }
          default:
            this.errors.push(new errors.YAMLParseError(getErrorPos(token), "UNEXPECTED_TOKEN", `Unsupported token ${token.type}`));
        }
      }
      /**
       * Call at end of input to yield any remaining document.
       *
       * @param forceDoc - If the stream contains no document, still emit a final document including any comments and directives that would be applied to a subsequent document.
       * @param endOffset - Should be set if `forceDoc` is also set, to set the document range end and to indicate errors correctly.
       */
      *end(forceDoc = !1, endOffset = -1) {
        if (this.doc)
          this.decorate(this.doc, !0), yield this.doc, this.doc = null;
        else if (forceDoc) {
          let opts = Object.assign({ _directives: this.directives }, this.options), doc = new Document.Document(void 0, opts);
          this.atDirectives && this.onError(endOffset, "MISSING_CHAR", "Missing directives-end indicator line"), doc.range = [0, endOffset, endOffset], this.decorate(doc, !1), yield doc;
        }
      }
    };
    exports2.Composer = Composer;
  }
});

// node_modules/yaml/dist/parse/cst-scalar.js
var require_cst_scalar = __commonJS({
  "node_modules/yaml/dist/parse/cst-scalar.js"(exports2) {
    "use strict";
    var resolveBlockScalar = require_resolve_block_scalar(), resolveFlowScalar = require_resolve_flow_scalar(), errors = require_errors(), stringifyString = require_stringifyString();
    function resolveAsScalar(token, strict = !0, onError) {
      if (token) {
        let _onError = (pos, code, message) => {
          let offset = typeof pos == "number" ? pos : Array.isArray(pos) ? pos[0] : pos.offset;
          if (onError)
            onError(offset, code, message);
          else
            throw new errors.YAMLParseError([offset, offset + 1], code, message);
        };
        switch (token.type) {
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return resolveFlowScalar.resolveFlowScalar(token, strict, _onError);
          case "block-scalar":
            return resolveBlockScalar.resolveBlockScalar({ options: { strict } }, token, _onError);
        }
      }
      return null;
    }
    function createScalarToken(value, context) {
      let { implicitKey = !1, indent, inFlow = !1, offset = -1, type = "PLAIN" } = context, source = stringifyString.stringifyString({ type, value }, {
        implicitKey,
        indent: indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: !0, lineWidth: -1 }
      }), end = context.end ?? [
        { type: "newline", offset: -1, indent, source: `
` }
      ];
      switch (source[0]) {
        case "|":
        case ">": {
          let he = source.indexOf(`
`), head = source.substring(0, he), body = source.substring(he + 1) + `
`, props = [
            { type: "block-scalar-header", offset, indent, source: head }
          ];
          return addEndtoBlockProps(props, end) || props.push({ type: "newline", offset: -1, indent, source: `
` }), { type: "block-scalar", offset, indent, props, source: body };
        }
        case '"':
          return { type: "double-quoted-scalar", offset, indent, source, end };
        case "'":
          return { type: "single-quoted-scalar", offset, indent, source, end };
        default:
          return { type: "scalar", offset, indent, source, end };
      }
    }
    function setScalarValue(token, value, context = {}) {
      let { afterKey = !1, implicitKey = !1, inFlow = !1, type } = context, indent = "indent" in token ? token.indent : null;
      if (afterKey && typeof indent == "number" && (indent += 2), !type)
        switch (token.type) {
          case "single-quoted-scalar":
            type = "QUOTE_SINGLE";
            break;
          case "double-quoted-scalar":
            type = "QUOTE_DOUBLE";
            break;
          case "block-scalar": {
            let header = token.props[0];
            if (header.type !== "block-scalar-header")
              throw new Error("Invalid block scalar header");
            type = header.source[0] === ">" ? "BLOCK_FOLDED" : "BLOCK_LITERAL";
            break;
          }
          default:
            type = "PLAIN";
        }
      let source = stringifyString.stringifyString({ type, value }, {
        implicitKey: implicitKey || indent === null,
        indent: indent !== null && indent > 0 ? " ".repeat(indent) : "",
        inFlow,
        options: { blockQuote: !0, lineWidth: -1 }
      });
      switch (source[0]) {
        case "|":
        case ">":
          setBlockScalarValue(token, source);
          break;
        case '"':
          setFlowScalarValue(token, source, "double-quoted-scalar");
          break;
        case "'":
          setFlowScalarValue(token, source, "single-quoted-scalar");
          break;
        default:
          setFlowScalarValue(token, source, "scalar");
      }
    }
    function setBlockScalarValue(token, source) {
      let he = source.indexOf(`
`), head = source.substring(0, he), body = source.substring(he + 1) + `
`;
      if (token.type === "block-scalar") {
        let header = token.props[0];
        if (header.type !== "block-scalar-header")
          throw new Error("Invalid block scalar header");
        header.source = head, token.source = body;
      } else {
        let { offset } = token, indent = "indent" in token ? token.indent : -1, props = [
          { type: "block-scalar-header", offset, indent, source: head }
        ];
        addEndtoBlockProps(props, "end" in token ? token.end : void 0) || props.push({ type: "newline", offset: -1, indent, source: `
` });
        for (let key of Object.keys(token))
          key !== "type" && key !== "offset" && delete token[key];
        Object.assign(token, { type: "block-scalar", indent, props, source: body });
      }
    }
    function addEndtoBlockProps(props, end) {
      if (end)
        for (let st of end)
          switch (st.type) {
            case "space":
            case "comment":
              props.push(st);
              break;
            case "newline":
              return props.push(st), !0;
          }
      return !1;
    }
    function setFlowScalarValue(token, source, type) {
      switch (token.type) {
        case "scalar":
        case "double-quoted-scalar":
        case "single-quoted-scalar":
          token.type = type, token.source = source;
          break;
        case "block-scalar": {
          let end = token.props.slice(1), oa = source.length;
          token.props[0].type === "block-scalar-header" && (oa -= token.props[0].source.length);
          for (let tok of end)
            tok.offset += oa;
          delete token.props, Object.assign(token, { type, source, end });
          break;
        }
        case "block-map":
        case "block-seq": {
          let nl = { type: "newline", offset: token.offset + source.length, indent: token.indent, source: `
` };
          delete token.items, Object.assign(token, { type, source, end: [nl] });
          break;
        }
        default: {
          let indent = "indent" in token ? token.indent : -1, end = "end" in token && Array.isArray(token.end) ? token.end.filter((st) => st.type === "space" || st.type === "comment" || st.type === "newline") : [];
          for (let key of Object.keys(token))
            key !== "type" && key !== "offset" && delete token[key];
          Object.assign(token, { type, indent, source, end });
        }
      }
    }
    exports2.createScalarToken = createScalarToken;
    exports2.resolveAsScalar = resolveAsScalar;
    exports2.setScalarValue = setScalarValue;
  }
});

// node_modules/yaml/dist/parse/cst-stringify.js
var require_cst_stringify = __commonJS({
  "node_modules/yaml/dist/parse/cst-stringify.js"(exports2) {
    "use strict";
    var stringify = (cst) => "type" in cst ? stringifyToken(cst) : stringifyItem(cst);
    function stringifyToken(token) {
      switch (token.type) {
        case "block-scalar": {
          let res = "";
          for (let tok of token.props)
            res += stringifyToken(tok);
          return res + token.source;
        }
        case "block-map":
        case "block-seq": {
          let res = "";
          for (let item of token.items)
            res += stringifyItem(item);
          return res;
        }
        case "flow-collection": {
          let res = token.start.source;
          for (let item of token.items)
            res += stringifyItem(item);
          for (let st of token.end)
            res += st.source;
          return res;
        }
        case "document": {
          let res = stringifyItem(token);
          if (token.end)
            for (let st of token.end)
              res += st.source;
          return res;
        }
        default: {
          let res = token.source;
          if ("end" in token && token.end)
            for (let st of token.end)
              res += st.source;
          return res;
        }
      }
    }
    function stringifyItem({ start, key, sep: sep2, value }) {
      let res = "";
      for (let st of start)
        res += st.source;
      if (key && (res += stringifyToken(key)), sep2)
        for (let st of sep2)
          res += st.source;
      return value && (res += stringifyToken(value)), res;
    }
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/parse/cst-visit.js
var require_cst_visit = __commonJS({
  "node_modules/yaml/dist/parse/cst-visit.js"(exports2) {
    "use strict";
    var BREAK = /* @__PURE__ */ Symbol("break visit"), SKIP = /* @__PURE__ */ Symbol("skip children"), REMOVE = /* @__PURE__ */ Symbol("remove item");
    function visit(cst, visitor) {
      "type" in cst && cst.type === "document" && (cst = { start: cst.start, value: cst.value }), _visit(Object.freeze([]), cst, visitor);
    }
    visit.BREAK = BREAK;
    visit.SKIP = SKIP;
    visit.REMOVE = REMOVE;
    visit.itemAtPath = (cst, path5) => {
      let item = cst;
      for (let [field, index] of path5) {
        let tok = item?.[field];
        if (tok && "items" in tok)
          item = tok.items[index];
        else
          return;
      }
      return item;
    };
    visit.parentCollection = (cst, path5) => {
      let parent = visit.itemAtPath(cst, path5.slice(0, -1)), field = path5[path5.length - 1][0], coll = parent?.[field];
      if (coll && "items" in coll)
        return coll;
      throw new Error("Parent collection not found");
    };
    function _visit(path5, item, visitor) {
      let ctrl = visitor(item, path5);
      if (typeof ctrl == "symbol")
        return ctrl;
      for (let field of ["key", "value"]) {
        let token = item[field];
        if (token && "items" in token) {
          for (let i2 = 0; i2 < token.items.length; ++i2) {
            let ci = _visit(Object.freeze(path5.concat([[field, i2]])), token.items[i2], visitor);
            if (typeof ci == "number")
              i2 = ci - 1;
            else {
              if (ci === BREAK)
                return BREAK;
              ci === REMOVE && (token.items.splice(i2, 1), i2 -= 1);
            }
          }
          typeof ctrl == "function" && field === "key" && (ctrl = ctrl(item, path5));
        }
      }
      return typeof ctrl == "function" ? ctrl(item, path5) : ctrl;
    }
    exports2.visit = visit;
  }
});

// node_modules/yaml/dist/parse/cst.js
var require_cst = __commonJS({
  "node_modules/yaml/dist/parse/cst.js"(exports2) {
    "use strict";
    var cstScalar = require_cst_scalar(), cstStringify = require_cst_stringify(), cstVisit = require_cst_visit(), BOM = "\uFEFF", DOCUMENT = "", FLOW_END = "", SCALAR = "", isCollection = (token) => !!token && "items" in token, isScalar = (token) => !!token && (token.type === "scalar" || token.type === "single-quoted-scalar" || token.type === "double-quoted-scalar" || token.type === "block-scalar");
    function prettyToken(token) {
      switch (token) {
        case BOM:
          return "<BOM>";
        case DOCUMENT:
          return "<DOC>";
        case FLOW_END:
          return "<FLOW_END>";
        case SCALAR:
          return "<SCALAR>";
        default:
          return JSON.stringify(token);
      }
    }
    function tokenType(source) {
      switch (source) {
        case BOM:
          return "byte-order-mark";
        case DOCUMENT:
          return "doc-mode";
        case FLOW_END:
          return "flow-error-end";
        case SCALAR:
          return "scalar";
        case "---":
          return "doc-start";
        case "...":
          return "doc-end";
        case "":
        case `
`:
        case `\r
`:
          return "newline";
        case "-":
          return "seq-item-ind";
        case "?":
          return "explicit-key-ind";
        case ":":
          return "map-value-ind";
        case "{":
          return "flow-map-start";
        case "}":
          return "flow-map-end";
        case "[":
          return "flow-seq-start";
        case "]":
          return "flow-seq-end";
        case ",":
          return "comma";
      }
      switch (source[0]) {
        case " ":
        case "	":
          return "space";
        case "#":
          return "comment";
        case "%":
          return "directive-line";
        case "*":
          return "alias";
        case "&":
          return "anchor";
        case "!":
          return "tag";
        case "'":
          return "single-quoted-scalar";
        case '"':
          return "double-quoted-scalar";
        case "|":
        case ">":
          return "block-scalar-header";
      }
      return null;
    }
    exports2.createScalarToken = cstScalar.createScalarToken;
    exports2.resolveAsScalar = cstScalar.resolveAsScalar;
    exports2.setScalarValue = cstScalar.setScalarValue;
    exports2.stringify = cstStringify.stringify;
    exports2.visit = cstVisit.visit;
    exports2.BOM = BOM;
    exports2.DOCUMENT = DOCUMENT;
    exports2.FLOW_END = FLOW_END;
    exports2.SCALAR = SCALAR;
    exports2.isCollection = isCollection;
    exports2.isScalar = isScalar;
    exports2.prettyToken = prettyToken;
    exports2.tokenType = tokenType;
  }
});

// node_modules/yaml/dist/parse/lexer.js
var require_lexer = __commonJS({
  "node_modules/yaml/dist/parse/lexer.js"(exports2) {
    "use strict";
    var cst = require_cst();
    function isEmpty(ch) {
      switch (ch) {
        case void 0:
        case " ":
        case `
`:
        case "\r":
        case "	":
          return !0;
        default:
          return !1;
      }
    }
    var hexDigits = new Set("0123456789ABCDEFabcdef"), tagChars = new Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-#;/?:@&=+$_.!~*'()"), flowIndicatorChars = new Set(",[]{}"), invalidAnchorChars = new Set(` ,[]{}
\r	`), isNotAnchorChar = (ch) => !ch || invalidAnchorChars.has(ch), Lexer = class {
      constructor() {
        this.atEnd = !1, this.blockScalarIndent = -1, this.blockScalarKeep = !1, this.buffer = "", this.flowKey = !1, this.flowLevel = 0, this.indentNext = 0, this.indentValue = 0, this.lineEndPos = null, this.next = null, this.pos = 0;
      }
      /**
       * Generate YAML tokens from the `source` string. If `incomplete`,
       * a part of the last line may be left as a buffer for the next call.
       *
       * @returns A generator of lexical tokens
       */
      *lex(source, incomplete = !1) {
        if (source) {
          if (typeof source != "string")
            throw TypeError("source is not a string");
          this.buffer = this.buffer ? this.buffer + source : source, this.lineEndPos = null;
        }
        this.atEnd = !incomplete;
        let next = this.next ?? "stream";
        for (; next && (incomplete || this.hasChars(1)); )
          next = yield* this.parseNext(next);
      }
      atLineEnd() {
        let i2 = this.pos, ch = this.buffer[i2];
        for (; ch === " " || ch === "	"; )
          ch = this.buffer[++i2];
        return !ch || ch === "#" || ch === `
` ? !0 : ch === "\r" ? this.buffer[i2 + 1] === `
` : !1;
      }
      charAt(n) {
        return this.buffer[this.pos + n];
      }
      continueScalar(offset) {
        let ch = this.buffer[offset];
        if (this.indentNext > 0) {
          let indent = 0;
          for (; ch === " "; )
            ch = this.buffer[++indent + offset];
          if (ch === "\r") {
            let next = this.buffer[indent + offset + 1];
            if (next === `
` || !next && !this.atEnd)
              return offset + indent + 1;
          }
          return ch === `
` || indent >= this.indentNext || !ch && !this.atEnd ? offset + indent : -1;
        }
        if (ch === "-" || ch === ".") {
          let dt = this.buffer.substr(offset, 3);
          if ((dt === "---" || dt === "...") && isEmpty(this.buffer[offset + 3]))
            return -1;
        }
        return offset;
      }
      getLine() {
        let end = this.lineEndPos;
        return (typeof end != "number" || end !== -1 && end < this.pos) && (end = this.buffer.indexOf(`
`, this.pos), this.lineEndPos = end), end === -1 ? this.atEnd ? this.buffer.substring(this.pos) : null : (this.buffer[end - 1] === "\r" && (end -= 1), this.buffer.substring(this.pos, end));
      }
      hasChars(n) {
        return this.pos + n <= this.buffer.length;
      }
      setNext(state) {
        return this.buffer = this.buffer.substring(this.pos), this.pos = 0, this.lineEndPos = null, this.next = state, null;
      }
      peek(n) {
        return this.buffer.substr(this.pos, n);
      }
      *parseNext(next) {
        switch (next) {
          case "stream":
            return yield* this.parseStream();
          case "line-start":
            return yield* this.parseLineStart();
          case "block-start":
            return yield* this.parseBlockStart();
          case "doc":
            return yield* this.parseDocument();
          case "flow":
            return yield* this.parseFlowCollection();
          case "quoted-scalar":
            return yield* this.parseQuotedScalar();
          case "block-scalar":
            return yield* this.parseBlockScalar();
          case "plain-scalar":
            return yield* this.parsePlainScalar();
        }
      }
      *parseStream() {
        let line = this.getLine();
        if (line === null)
          return this.setNext("stream");
        if (line[0] === cst.BOM && (yield* this.pushCount(1), line = line.substring(1)), line[0] === "%") {
          let dirEnd = line.length, cs = line.indexOf("#");
          for (; cs !== -1; ) {
            let ch = line[cs - 1];
            if (ch === " " || ch === "	") {
              dirEnd = cs - 1;
              break;
            } else
              cs = line.indexOf("#", cs + 1);
          }
          for (; ; ) {
            let ch = line[dirEnd - 1];
            if (ch === " " || ch === "	")
              dirEnd -= 1;
            else
              break;
          }
          let n = (yield* this.pushCount(dirEnd)) + (yield* this.pushSpaces(!0));
          return yield* this.pushCount(line.length - n), this.pushNewline(), "stream";
        }
        if (this.atLineEnd()) {
          let sp = yield* this.pushSpaces(!0);
          return yield* this.pushCount(line.length - sp), yield* this.pushNewline(), "stream";
        }
        return yield cst.DOCUMENT, yield* this.parseLineStart();
      }
      *parseLineStart() {
        let ch = this.charAt(0);
        if (!ch && !this.atEnd)
          return this.setNext("line-start");
        if (ch === "-" || ch === ".") {
          if (!this.atEnd && !this.hasChars(4))
            return this.setNext("line-start");
          let s = this.peek(3);
          if ((s === "---" || s === "...") && isEmpty(this.charAt(3)))
            return yield* this.pushCount(3), this.indentValue = 0, this.indentNext = 0, s === "---" ? "doc" : "stream";
        }
        return this.indentValue = yield* this.pushSpaces(!1), this.indentNext > this.indentValue && !isEmpty(this.charAt(1)) && (this.indentNext = this.indentValue), yield* this.parseBlockStart();
      }
      *parseBlockStart() {
        let [ch0, ch1] = this.peek(2);
        if (!ch1 && !this.atEnd)
          return this.setNext("block-start");
        if ((ch0 === "-" || ch0 === "?" || ch0 === ":") && isEmpty(ch1)) {
          let n = (yield* this.pushCount(1)) + (yield* this.pushSpaces(!0));
          return this.indentNext = this.indentValue + 1, this.indentValue += n, "block-start";
        }
        return "doc";
      }
      *parseDocument() {
        yield* this.pushSpaces(!0);
        let line = this.getLine();
        if (line === null)
          return this.setNext("doc");
        let n = yield* this.pushIndicators();
        switch (line[n]) {
          case "#":
            yield* this.pushCount(line.length - n);
          // fallthrough
          case void 0:
            return yield* this.pushNewline(), yield* this.parseLineStart();
          case "{":
          case "[":
            return yield* this.pushCount(1), this.flowKey = !1, this.flowLevel = 1, "flow";
          case "}":
          case "]":
            return yield* this.pushCount(1), "doc";
          case "*":
            return yield* this.pushUntil(isNotAnchorChar), "doc";
          case '"':
          case "'":
            return yield* this.parseQuotedScalar();
          case "|":
          case ">":
            return n += yield* this.parseBlockScalarHeader(), n += yield* this.pushSpaces(!0), yield* this.pushCount(line.length - n), yield* this.pushNewline(), yield* this.parseBlockScalar();
          default:
            return yield* this.parsePlainScalar();
        }
      }
      *parseFlowCollection() {
        let nl, sp, indent = -1;
        do
          nl = yield* this.pushNewline(), nl > 0 ? (sp = yield* this.pushSpaces(!1), this.indentValue = indent = sp) : sp = 0, sp += yield* this.pushSpaces(!0);
        while (nl + sp > 0);
        let line = this.getLine();
        if (line === null)
          return this.setNext("flow");
        if ((indent !== -1 && indent < this.indentNext && line[0] !== "#" || indent === 0 && (line.startsWith("---") || line.startsWith("...")) && isEmpty(line[3])) && !(indent === this.indentNext - 1 && this.flowLevel === 1 && (line[0] === "]" || line[0] === "}")))
          return this.flowLevel = 0, yield cst.FLOW_END, yield* this.parseLineStart();
        let n = 0;
        for (; line[n] === ","; )
          n += yield* this.pushCount(1), n += yield* this.pushSpaces(!0), this.flowKey = !1;
        switch (n += yield* this.pushIndicators(), line[n]) {
          case void 0:
            return "flow";
          case "#":
            return yield* this.pushCount(line.length - n), "flow";
          case "{":
          case "[":
            return yield* this.pushCount(1), this.flowKey = !1, this.flowLevel += 1, "flow";
          case "}":
          case "]":
            return yield* this.pushCount(1), this.flowKey = !0, this.flowLevel -= 1, this.flowLevel ? "flow" : "doc";
          case "*":
            return yield* this.pushUntil(isNotAnchorChar), "flow";
          case '"':
          case "'":
            return this.flowKey = !0, yield* this.parseQuotedScalar();
          case ":": {
            let next = this.charAt(1);
            if (this.flowKey || isEmpty(next) || next === ",")
              return this.flowKey = !1, yield* this.pushCount(1), yield* this.pushSpaces(!0), "flow";
          }
          // fallthrough
          default:
            return this.flowKey = !1, yield* this.parsePlainScalar();
        }
      }
      *parseQuotedScalar() {
        let quote = this.charAt(0), end = this.buffer.indexOf(quote, this.pos + 1);
        if (quote === "'")
          for (; end !== -1 && this.buffer[end + 1] === "'"; )
            end = this.buffer.indexOf("'", end + 2);
        else
          for (; end !== -1; ) {
            let n = 0;
            for (; this.buffer[end - 1 - n] === "\\"; )
              n += 1;
            if (n % 2 === 0)
              break;
            end = this.buffer.indexOf('"', end + 1);
          }
        let qb = this.buffer.substring(0, end), nl = qb.indexOf(`
`, this.pos);
        if (nl !== -1) {
          for (; nl !== -1; ) {
            let cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = qb.indexOf(`
`, cs);
          }
          nl !== -1 && (end = nl - (qb[nl - 1] === "\r" ? 2 : 1));
        }
        if (end === -1) {
          if (!this.atEnd)
            return this.setNext("quoted-scalar");
          end = this.buffer.length;
        }
        return yield* this.pushToIndex(end + 1, !1), this.flowLevel ? "flow" : "doc";
      }
      *parseBlockScalarHeader() {
        this.blockScalarIndent = -1, this.blockScalarKeep = !1;
        let i2 = this.pos;
        for (; ; ) {
          let ch = this.buffer[++i2];
          if (ch === "+")
            this.blockScalarKeep = !0;
          else if (ch > "0" && ch <= "9")
            this.blockScalarIndent = Number(ch) - 1;
          else if (ch !== "-")
            break;
        }
        return yield* this.pushUntil((ch) => isEmpty(ch) || ch === "#");
      }
      *parseBlockScalar() {
        let nl = this.pos - 1, indent = 0, ch;
        loop: for (let i3 = this.pos; ch = this.buffer[i3]; ++i3)
          switch (ch) {
            case " ":
              indent += 1;
              break;
            case `
`:
              nl = i3, indent = 0;
              break;
            case "\r": {
              let next = this.buffer[i3 + 1];
              if (!next && !this.atEnd)
                return this.setNext("block-scalar");
              if (next === `
`)
                break;
            }
            // fallthrough
            default:
              break loop;
          }
        if (!ch && !this.atEnd)
          return this.setNext("block-scalar");
        if (indent >= this.indentNext) {
          this.blockScalarIndent === -1 ? this.indentNext = indent : this.indentNext = this.blockScalarIndent + (this.indentNext === 0 ? 1 : this.indentNext);
          do {
            let cs = this.continueScalar(nl + 1);
            if (cs === -1)
              break;
            nl = this.buffer.indexOf(`
`, cs);
          } while (nl !== -1);
          if (nl === -1) {
            if (!this.atEnd)
              return this.setNext("block-scalar");
            nl = this.buffer.length;
          }
        }
        let i2 = nl + 1;
        for (ch = this.buffer[i2]; ch === " "; )
          ch = this.buffer[++i2];
        if (ch === "	") {
          for (; ch === "	" || ch === " " || ch === "\r" || ch === `
`; )
            ch = this.buffer[++i2];
          nl = i2 - 1;
        } else if (!this.blockScalarKeep)
          do {
            let i3 = nl - 1, ch2 = this.buffer[i3];
            ch2 === "\r" && (ch2 = this.buffer[--i3]);
            let lastChar = i3;
            for (; ch2 === " "; )
              ch2 = this.buffer[--i3];
            if (ch2 === `
` && i3 >= this.pos && i3 + 1 + indent > lastChar)
              nl = i3;
            else
              break;
          } while (!0);
        return yield cst.SCALAR, yield* this.pushToIndex(nl + 1, !0), yield* this.parseLineStart();
      }
      *parsePlainScalar() {
        let inFlow = this.flowLevel > 0, end = this.pos - 1, i2 = this.pos - 1, ch;
        for (; ch = this.buffer[++i2]; )
          if (ch === ":") {
            let next = this.buffer[i2 + 1];
            if (isEmpty(next) || inFlow && flowIndicatorChars.has(next))
              break;
            end = i2;
          } else if (isEmpty(ch)) {
            let next = this.buffer[i2 + 1];
            if (ch === "\r" && (next === `
` ? (i2 += 1, ch = `
`, next = this.buffer[i2 + 1]) : end = i2), next === "#" || inFlow && flowIndicatorChars.has(next))
              break;
            if (ch === `
`) {
              let cs = this.continueScalar(i2 + 1);
              if (cs === -1)
                break;
              i2 = Math.max(i2, cs - 2);
            }
          } else {
            if (inFlow && flowIndicatorChars.has(ch))
              break;
            end = i2;
          }
        return !ch && !this.atEnd ? this.setNext("plain-scalar") : (yield cst.SCALAR, yield* this.pushToIndex(end + 1, !0), inFlow ? "flow" : "doc");
      }
      *pushCount(n) {
        return n > 0 ? (yield this.buffer.substr(this.pos, n), this.pos += n, n) : 0;
      }
      *pushToIndex(i2, allowEmpty) {
        let s = this.buffer.slice(this.pos, i2);
        return s ? (yield s, this.pos += s.length, s.length) : (allowEmpty && (yield ""), 0);
      }
      *pushIndicators() {
        let n = 0;
        loop: for (; ; ) {
          switch (this.charAt(0)) {
            case "!":
              n += yield* this.pushTag(), n += yield* this.pushSpaces(!0);
              continue loop;
            case "&":
              n += yield* this.pushUntil(isNotAnchorChar), n += yield* this.pushSpaces(!0);
              continue loop;
            case "-":
            // this is an error
            case "?":
            // this is an error outside flow collections
            case ":": {
              let inFlow = this.flowLevel > 0, ch1 = this.charAt(1);
              if (isEmpty(ch1) || inFlow && flowIndicatorChars.has(ch1)) {
                inFlow ? this.flowKey && (this.flowKey = !1) : this.indentNext = this.indentValue + 1, n += yield* this.pushCount(1), n += yield* this.pushSpaces(!0);
                continue loop;
              }
            }
          }
          break loop;
        }
        return n;
      }
      *pushTag() {
        if (this.charAt(1) === "<") {
          let i2 = this.pos + 2, ch = this.buffer[i2];
          for (; !isEmpty(ch) && ch !== ">"; )
            ch = this.buffer[++i2];
          return yield* this.pushToIndex(ch === ">" ? i2 + 1 : i2, !1);
        } else {
          let i2 = this.pos + 1, ch = this.buffer[i2];
          for (; ch; )
            if (tagChars.has(ch))
              ch = this.buffer[++i2];
            else if (ch === "%" && hexDigits.has(this.buffer[i2 + 1]) && hexDigits.has(this.buffer[i2 + 2]))
              ch = this.buffer[i2 += 3];
            else
              break;
          return yield* this.pushToIndex(i2, !1);
        }
      }
      *pushNewline() {
        let ch = this.buffer[this.pos];
        return ch === `
` ? yield* this.pushCount(1) : ch === "\r" && this.charAt(1) === `
` ? yield* this.pushCount(2) : 0;
      }
      *pushSpaces(allowTabs) {
        let i2 = this.pos - 1, ch;
        do
          ch = this.buffer[++i2];
        while (ch === " " || allowTabs && ch === "	");
        let n = i2 - this.pos;
        return n > 0 && (yield this.buffer.substr(this.pos, n), this.pos = i2), n;
      }
      *pushUntil(test) {
        let i2 = this.pos, ch = this.buffer[i2];
        for (; !test(ch); )
          ch = this.buffer[++i2];
        return yield* this.pushToIndex(i2, !1);
      }
    };
    exports2.Lexer = Lexer;
  }
});

// node_modules/yaml/dist/parse/line-counter.js
var require_line_counter = __commonJS({
  "node_modules/yaml/dist/parse/line-counter.js"(exports2) {
    "use strict";
    var LineCounter = class {
      constructor() {
        this.lineStarts = [], this.addNewLine = (offset) => this.lineStarts.push(offset), this.linePos = (offset) => {
          let low = 0, high = this.lineStarts.length;
          for (; low < high; ) {
            let mid = low + high >> 1;
            this.lineStarts[mid] < offset ? low = mid + 1 : high = mid;
          }
          if (this.lineStarts[low] === offset)
            return { line: low + 1, col: 1 };
          if (low === 0)
            return { line: 0, col: offset };
          let start = this.lineStarts[low - 1];
          return { line: low, col: offset - start + 1 };
        };
      }
    };
    exports2.LineCounter = LineCounter;
  }
});

// node_modules/yaml/dist/parse/parser.js
var require_parser = __commonJS({
  "node_modules/yaml/dist/parse/parser.js"(exports2) {
    "use strict";
    var node_process = require("process"), cst = require_cst(), lexer = require_lexer();
    function includesToken(list, type) {
      for (let i2 = 0; i2 < list.length; ++i2)
        if (list[i2].type === type)
          return !0;
      return !1;
    }
    function findNonEmptyIndex(list) {
      for (let i2 = 0; i2 < list.length; ++i2)
        switch (list[i2].type) {
          case "space":
          case "comment":
          case "newline":
            break;
          default:
            return i2;
        }
      return -1;
    }
    function isFlowToken(token) {
      switch (token?.type) {
        case "alias":
        case "scalar":
        case "single-quoted-scalar":
        case "double-quoted-scalar":
        case "flow-collection":
          return !0;
        default:
          return !1;
      }
    }
    function getPrevProps(parent) {
      switch (parent.type) {
        case "document":
          return parent.start;
        case "block-map": {
          let it = parent.items[parent.items.length - 1];
          return it.sep ?? it.start;
        }
        case "block-seq":
          return parent.items[parent.items.length - 1].start;
        /* istanbul ignore next should not happen */
        default:
          return [];
      }
    }
    function getFirstKeyStartProps(prev) {
      if (prev.length === 0)
        return [];
      let i2 = prev.length;
      loop: for (; --i2 >= 0; )
        switch (prev[i2].type) {
          case "doc-start":
          case "explicit-key-ind":
          case "map-value-ind":
          case "seq-item-ind":
          case "newline":
            break loop;
        }
      for (; prev[++i2]?.type === "space"; )
        ;
      return prev.splice(i2, prev.length);
    }
    function arrayPushArray(target, source) {
      if (source.length < 1e5)
        Array.prototype.push.apply(target, source);
      else
        for (let i2 = 0; i2 < source.length; ++i2)
          target.push(source[i2]);
    }
    function fixFlowSeqItems(fc) {
      if (fc.start.type === "flow-seq-start")
        for (let it of fc.items)
          it.sep && !it.value && !includesToken(it.start, "explicit-key-ind") && !includesToken(it.sep, "map-value-ind") && (it.key && (it.value = it.key), delete it.key, isFlowToken(it.value) ? it.value.end ? arrayPushArray(it.value.end, it.sep) : it.value.end = it.sep : arrayPushArray(it.start, it.sep), delete it.sep);
    }
    var Parser = class {
      /**
       * @param onNewLine - If defined, called separately with the start position of
       *   each new line (in `parse()`, including the start of input).
       */
      constructor(onNewLine) {
        this.atNewLine = !0, this.atScalar = !1, this.indent = 0, this.offset = 0, this.onKeyLine = !1, this.stack = [], this.source = "", this.type = "", this.lexer = new lexer.Lexer(), this.onNewLine = onNewLine;
      }
      /**
       * Parse `source` as a YAML stream.
       * If `incomplete`, a part of the last line may be left as a buffer for the next call.
       *
       * Errors are not thrown, but yielded as `{ type: 'error', message }` tokens.
       *
       * @returns A generator of tokens representing each directive, document, and other structure.
       */
      *parse(source, incomplete = !1) {
        this.onNewLine && this.offset === 0 && this.onNewLine(0);
        for (let lexeme of this.lexer.lex(source, incomplete))
          yield* this.next(lexeme);
        incomplete || (yield* this.end());
      }
      /**
       * Advance the parser by the `source` of one lexical token.
       */
      *next(source) {
        if (this.source = source, node_process.env.LOG_TOKENS && console.log("|", cst.prettyToken(source)), this.atScalar) {
          this.atScalar = !1, yield* this.step(), this.offset += source.length;
          return;
        }
        let type = cst.tokenType(source);
        if (type)
          if (type === "scalar")
            this.atNewLine = !1, this.atScalar = !0, this.type = "scalar";
          else {
            switch (this.type = type, yield* this.step(), type) {
              case "newline":
                this.atNewLine = !0, this.indent = 0, this.onNewLine && this.onNewLine(this.offset + source.length);
                break;
              case "space":
                this.atNewLine && source[0] === " " && (this.indent += source.length);
                break;
              case "explicit-key-ind":
              case "map-value-ind":
              case "seq-item-ind":
                this.atNewLine && (this.indent += source.length);
                break;
              case "doc-mode":
              case "flow-error-end":
                return;
              default:
                this.atNewLine = !1;
            }
            this.offset += source.length;
          }
        else {
          let message = `Not a YAML token: ${source}`;
          yield* this.pop({ type: "error", offset: this.offset, message, source }), this.offset += source.length;
        }
      }
      /** Call at end of input to push out any remaining constructions */
      *end() {
        for (; this.stack.length > 0; )
          yield* this.pop();
      }
      get sourceToken() {
        return {
          type: this.type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      *step() {
        let top = this.peek(1);
        if (this.type === "doc-end" && top?.type !== "doc-end") {
          for (; this.stack.length > 0; )
            yield* this.pop();
          this.stack.push({
            type: "doc-end",
            offset: this.offset,
            source: this.source
          });
          return;
        }
        if (!top)
          return yield* this.stream();
        switch (top.type) {
          case "document":
            return yield* this.document(top);
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return yield* this.scalar(top);
          case "block-scalar":
            return yield* this.blockScalar(top);
          case "block-map":
            return yield* this.blockMap(top);
          case "block-seq":
            return yield* this.blockSequence(top);
          case "flow-collection":
            return yield* this.flowCollection(top);
          case "doc-end":
            return yield* this.documentEnd(top);
        }
        yield* this.pop();
      }
      peek(n) {
        return this.stack[this.stack.length - n];
      }
      *pop(error) {
        let token = error ?? this.stack.pop();
        if (!token)
          yield { type: "error", offset: this.offset, source: "", message: "Tried to pop an empty stack" };
        else if (this.stack.length === 0)
          yield token;
        else {
          let top = this.peek(1);
          switch (token.type === "block-scalar" ? token.indent = "indent" in top ? top.indent : 0 : token.type === "flow-collection" && top.type === "document" && (token.indent = 0), token.type === "flow-collection" && fixFlowSeqItems(token), top.type) {
            case "document":
              top.value = token;
              break;
            case "block-scalar":
              top.props.push(token);
              break;
            case "block-map": {
              let it = top.items[top.items.length - 1];
              if (it.value) {
                top.items.push({ start: [], key: token, sep: [] }), this.onKeyLine = !0;
                return;
              } else if (it.sep)
                it.value = token;
              else {
                Object.assign(it, { key: token, sep: [] }), this.onKeyLine = !it.explicitKey;
                return;
              }
              break;
            }
            case "block-seq": {
              let it = top.items[top.items.length - 1];
              it.value ? top.items.push({ start: [], value: token }) : it.value = token;
              break;
            }
            case "flow-collection": {
              let it = top.items[top.items.length - 1];
              !it || it.value ? top.items.push({ start: [], key: token, sep: [] }) : it.sep ? it.value = token : Object.assign(it, { key: token, sep: [] });
              return;
            }
            /* istanbul ignore next should not happen */
            default:
              yield* this.pop(), yield* this.pop(token);
          }
          if ((top.type === "document" || top.type === "block-map" || top.type === "block-seq") && (token.type === "block-map" || token.type === "block-seq")) {
            let last = token.items[token.items.length - 1];
            last && !last.sep && !last.value && last.start.length > 0 && findNonEmptyIndex(last.start) === -1 && (token.indent === 0 || last.start.every((st) => st.type !== "comment" || st.indent < token.indent)) && (top.type === "document" ? top.end = last.start : top.items.push({ start: last.start }), token.items.splice(-1, 1));
          }
        }
      }
      *stream() {
        switch (this.type) {
          case "directive-line":
            yield { type: "directive", offset: this.offset, source: this.source };
            return;
          case "byte-order-mark":
          case "space":
          case "comment":
          case "newline":
            yield this.sourceToken;
            return;
          case "doc-mode":
          case "doc-start": {
            let doc = {
              type: "document",
              offset: this.offset,
              start: []
            };
            this.type === "doc-start" && doc.start.push(this.sourceToken), this.stack.push(doc);
            return;
          }
        }
        yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML stream`,
          source: this.source
        };
      }
      *document(doc) {
        if (doc.value)
          return yield* this.lineEnd(doc);
        switch (this.type) {
          case "doc-start": {
            findNonEmptyIndex(doc.start) !== -1 ? (yield* this.pop(), yield* this.step()) : doc.start.push(this.sourceToken);
            return;
          }
          case "anchor":
          case "tag":
          case "space":
          case "comment":
          case "newline":
            doc.start.push(this.sourceToken);
            return;
        }
        let bv = this.startBlockValue(doc);
        bv ? this.stack.push(bv) : yield {
          type: "error",
          offset: this.offset,
          message: `Unexpected ${this.type} token in YAML document`,
          source: this.source
        };
      }
      *scalar(scalar) {
        if (this.type === "map-value-ind") {
          let prev = getPrevProps(this.peek(2)), start = getFirstKeyStartProps(prev), sep2;
          scalar.end ? (sep2 = scalar.end, sep2.push(this.sourceToken), delete scalar.end) : sep2 = [this.sourceToken];
          let map = {
            type: "block-map",
            offset: scalar.offset,
            indent: scalar.indent,
            items: [{ start, key: scalar, sep: sep2 }]
          };
          this.onKeyLine = !0, this.stack[this.stack.length - 1] = map;
        } else
          yield* this.lineEnd(scalar);
      }
      *blockScalar(scalar) {
        switch (this.type) {
          case "space":
          case "comment":
          case "newline":
            scalar.props.push(this.sourceToken);
            return;
          case "scalar":
            if (scalar.source = this.source, this.atNewLine = !0, this.indent = 0, this.onNewLine) {
              let nl = this.source.indexOf(`
`) + 1;
              for (; nl !== 0; )
                this.onNewLine(this.offset + nl), nl = this.source.indexOf(`
`, nl) + 1;
            }
            yield* this.pop();
            break;
          /* istanbul ignore next should not happen */
          default:
            yield* this.pop(), yield* this.step();
        }
      }
      *blockMap(map) {
        let it = map.items[map.items.length - 1];
        switch (this.type) {
          case "newline":
            if (this.onKeyLine = !1, it.value) {
              let end = "end" in it.value ? it.value.end : void 0;
              (Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment" ? end?.push(this.sourceToken) : map.items.push({ start: [this.sourceToken] });
            } else it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              map.items.push({ start: [this.sourceToken] });
            else if (it.sep)
              it.sep.push(this.sourceToken);
            else {
              if (this.atIndentedComment(it.start, map.indent)) {
                let end = map.items[map.items.length - 2]?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start), end.push(this.sourceToken), map.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
        }
        if (this.indent >= map.indent) {
          let atMapIndent = !this.onKeyLine && this.indent === map.indent, atNextItem = atMapIndent && (it.sep || it.explicitKey) && this.type !== "seq-item-ind", start = [];
          if (atNextItem && it.sep && !it.value) {
            let nl = [];
            for (let i2 = 0; i2 < it.sep.length; ++i2) {
              let st = it.sep[i2];
              switch (st.type) {
                case "newline":
                  nl.push(i2);
                  break;
                case "space":
                  break;
                case "comment":
                  st.indent > map.indent && (nl.length = 0);
                  break;
                default:
                  nl.length = 0;
              }
            }
            nl.length >= 2 && (start = it.sep.splice(nl[1]));
          }
          switch (this.type) {
            case "anchor":
            case "tag":
              atNextItem || it.value ? (start.push(this.sourceToken), map.items.push({ start }), this.onKeyLine = !0) : it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
              return;
            case "explicit-key-ind":
              !it.sep && !it.explicitKey ? (it.start.push(this.sourceToken), it.explicitKey = !0) : atNextItem || it.value ? (start.push(this.sourceToken), map.items.push({ start, explicitKey: !0 })) : this.stack.push({
                type: "block-map",
                offset: this.offset,
                indent: this.indent,
                items: [{ start: [this.sourceToken], explicitKey: !0 }]
              }), this.onKeyLine = !0;
              return;
            case "map-value-ind":
              if (it.explicitKey)
                if (it.sep)
                  if (it.value)
                    map.items.push({ start: [], key: null, sep: [this.sourceToken] });
                  else if (includesToken(it.sep, "map-value-ind"))
                    this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start, key: null, sep: [this.sourceToken] }]
                    });
                  else if (isFlowToken(it.key) && !includesToken(it.sep, "newline")) {
                    let start2 = getFirstKeyStartProps(it.start), key = it.key, sep2 = it.sep;
                    sep2.push(this.sourceToken), delete it.key, delete it.sep, this.stack.push({
                      type: "block-map",
                      offset: this.offset,
                      indent: this.indent,
                      items: [{ start: start2, key, sep: sep2 }]
                    });
                  } else start.length > 0 ? it.sep = it.sep.concat(start, this.sourceToken) : it.sep.push(this.sourceToken);
                else if (includesToken(it.start, "newline"))
                  Object.assign(it, { key: null, sep: [this.sourceToken] });
                else {
                  let start2 = getFirstKeyStartProps(it.start);
                  this.stack.push({
                    type: "block-map",
                    offset: this.offset,
                    indent: this.indent,
                    items: [{ start: start2, key: null, sep: [this.sourceToken] }]
                  });
                }
              else
                it.sep ? it.value || atNextItem ? map.items.push({ start, key: null, sep: [this.sourceToken] }) : includesToken(it.sep, "map-value-ind") ? this.stack.push({
                  type: "block-map",
                  offset: this.offset,
                  indent: this.indent,
                  items: [{ start: [], key: null, sep: [this.sourceToken] }]
                }) : it.sep.push(this.sourceToken) : Object.assign(it, { key: null, sep: [this.sourceToken] });
              this.onKeyLine = !0;
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              let fs5 = this.flowScalar(this.type);
              atNextItem || it.value ? (map.items.push({ start, key: fs5, sep: [] }), this.onKeyLine = !0) : it.sep ? this.stack.push(fs5) : (Object.assign(it, { key: fs5, sep: [] }), this.onKeyLine = !0);
              return;
            }
            default: {
              let bv = this.startBlockValue(map);
              if (bv) {
                if (bv.type === "block-seq") {
                  if (!it.explicitKey && it.sep && !includesToken(it.sep, "newline")) {
                    yield* this.pop({
                      type: "error",
                      offset: this.offset,
                      message: "Unexpected block-seq-ind on same line with key",
                      source: this.source
                    });
                    return;
                  }
                } else atMapIndent && map.items.push({ start });
                this.stack.push(bv);
                return;
              }
            }
          }
        }
        yield* this.pop(), yield* this.step();
      }
      *blockSequence(seq) {
        let it = seq.items[seq.items.length - 1];
        switch (this.type) {
          case "newline":
            if (it.value) {
              let end = "end" in it.value ? it.value.end : void 0;
              (Array.isArray(end) ? end[end.length - 1] : void 0)?.type === "comment" ? end?.push(this.sourceToken) : seq.items.push({ start: [this.sourceToken] });
            } else
              it.start.push(this.sourceToken);
            return;
          case "space":
          case "comment":
            if (it.value)
              seq.items.push({ start: [this.sourceToken] });
            else {
              if (this.atIndentedComment(it.start, seq.indent)) {
                let end = seq.items[seq.items.length - 2]?.value?.end;
                if (Array.isArray(end)) {
                  arrayPushArray(end, it.start), end.push(this.sourceToken), seq.items.pop();
                  return;
                }
              }
              it.start.push(this.sourceToken);
            }
            return;
          case "anchor":
          case "tag":
            if (it.value || this.indent <= seq.indent)
              break;
            it.start.push(this.sourceToken);
            return;
          case "seq-item-ind":
            if (this.indent !== seq.indent)
              break;
            it.value || includesToken(it.start, "seq-item-ind") ? seq.items.push({ start: [this.sourceToken] }) : it.start.push(this.sourceToken);
            return;
        }
        if (this.indent > seq.indent) {
          let bv = this.startBlockValue(seq);
          if (bv) {
            this.stack.push(bv);
            return;
          }
        }
        yield* this.pop(), yield* this.step();
      }
      *flowCollection(fc) {
        let it = fc.items[fc.items.length - 1];
        if (this.type === "flow-error-end") {
          let top;
          do
            yield* this.pop(), top = this.peek(1);
          while (top?.type === "flow-collection");
        } else if (fc.end.length === 0) {
          switch (this.type) {
            case "comma":
            case "explicit-key-ind":
              !it || it.sep ? fc.items.push({ start: [this.sourceToken] }) : it.start.push(this.sourceToken);
              return;
            case "map-value-ind":
              !it || it.value ? fc.items.push({ start: [], key: null, sep: [this.sourceToken] }) : it.sep ? it.sep.push(this.sourceToken) : Object.assign(it, { key: null, sep: [this.sourceToken] });
              return;
            case "space":
            case "comment":
            case "newline":
            case "anchor":
            case "tag":
              !it || it.value ? fc.items.push({ start: [this.sourceToken] }) : it.sep ? it.sep.push(this.sourceToken) : it.start.push(this.sourceToken);
              return;
            case "alias":
            case "scalar":
            case "single-quoted-scalar":
            case "double-quoted-scalar": {
              let fs5 = this.flowScalar(this.type);
              !it || it.value ? fc.items.push({ start: [], key: fs5, sep: [] }) : it.sep ? this.stack.push(fs5) : Object.assign(it, { key: fs5, sep: [] });
              return;
            }
            case "flow-map-end":
            case "flow-seq-end":
              fc.end.push(this.sourceToken);
              return;
          }
          let bv = this.startBlockValue(fc);
          bv ? this.stack.push(bv) : (yield* this.pop(), yield* this.step());
        } else {
          let parent = this.peek(2);
          if (parent.type === "block-map" && (this.type === "map-value-ind" && parent.indent === fc.indent || this.type === "newline" && !parent.items[parent.items.length - 1].sep))
            yield* this.pop(), yield* this.step();
          else if (this.type === "map-value-ind" && parent.type !== "flow-collection") {
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            fixFlowSeqItems(fc);
            let sep2 = fc.end.splice(1, fc.end.length);
            sep2.push(this.sourceToken);
            let map = {
              type: "block-map",
              offset: fc.offset,
              indent: fc.indent,
              items: [{ start, key: fc, sep: sep2 }]
            };
            this.onKeyLine = !0, this.stack[this.stack.length - 1] = map;
          } else
            yield* this.lineEnd(fc);
        }
      }
      flowScalar(type) {
        if (this.onNewLine) {
          let nl = this.source.indexOf(`
`) + 1;
          for (; nl !== 0; )
            this.onNewLine(this.offset + nl), nl = this.source.indexOf(`
`, nl) + 1;
        }
        return {
          type,
          offset: this.offset,
          indent: this.indent,
          source: this.source
        };
      }
      startBlockValue(parent) {
        switch (this.type) {
          case "alias":
          case "scalar":
          case "single-quoted-scalar":
          case "double-quoted-scalar":
            return this.flowScalar(this.type);
          case "block-scalar-header":
            return {
              type: "block-scalar",
              offset: this.offset,
              indent: this.indent,
              props: [this.sourceToken],
              source: ""
            };
          case "flow-map-start":
          case "flow-seq-start":
            return {
              type: "flow-collection",
              offset: this.offset,
              indent: this.indent,
              start: this.sourceToken,
              items: [],
              end: []
            };
          case "seq-item-ind":
            return {
              type: "block-seq",
              offset: this.offset,
              indent: this.indent,
              items: [{ start: [this.sourceToken] }]
            };
          case "explicit-key-ind": {
            this.onKeyLine = !0;
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            return start.push(this.sourceToken), {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, explicitKey: !0 }]
            };
          }
          case "map-value-ind": {
            this.onKeyLine = !0;
            let prev = getPrevProps(parent), start = getFirstKeyStartProps(prev);
            return {
              type: "block-map",
              offset: this.offset,
              indent: this.indent,
              items: [{ start, key: null, sep: [this.sourceToken] }]
            };
          }
        }
        return null;
      }
      atIndentedComment(start, indent) {
        return this.type !== "comment" || this.indent <= indent ? !1 : start.every((st) => st.type === "newline" || st.type === "space");
      }
      *documentEnd(docEnd) {
        this.type !== "doc-mode" && (docEnd.end ? docEnd.end.push(this.sourceToken) : docEnd.end = [this.sourceToken], this.type === "newline" && (yield* this.pop()));
      }
      *lineEnd(token) {
        switch (this.type) {
          case "comma":
          case "doc-start":
          case "doc-end":
          case "flow-seq-end":
          case "flow-map-end":
          case "map-value-ind":
            yield* this.pop(), yield* this.step();
            break;
          case "newline":
            this.onKeyLine = !1;
          default:
            token.end ? token.end.push(this.sourceToken) : token.end = [this.sourceToken], this.type === "newline" && (yield* this.pop());
        }
      }
    };
    exports2.Parser = Parser;
  }
});

// node_modules/yaml/dist/public-api.js
var require_public_api = __commonJS({
  "node_modules/yaml/dist/public-api.js"(exports2) {
    "use strict";
    var composer = require_composer(), Document = require_Document(), errors = require_errors(), log = require_log(), identity = require_identity(), lineCounter = require_line_counter(), parser = require_parser();
    function parseOptions(options) {
      let prettyErrors = options.prettyErrors !== !1;
      return { lineCounter: options.lineCounter || prettyErrors && new lineCounter.LineCounter() || null, prettyErrors };
    }
    function parseAllDocuments3(source, options = {}) {
      let { lineCounter: lineCounter2, prettyErrors } = parseOptions(options), parser$1 = new parser.Parser(lineCounter2?.addNewLine), composer$1 = new composer.Composer(options), docs = Array.from(composer$1.compose(parser$1.parse(source)));
      if (prettyErrors && lineCounter2)
        for (let doc of docs)
          doc.errors.forEach(errors.prettifyError(source, lineCounter2)), doc.warnings.forEach(errors.prettifyError(source, lineCounter2));
      return docs.length > 0 ? docs : Object.assign([], { empty: !0 }, composer$1.streamInfo());
    }
    function parseDocument(source, options = {}) {
      let { lineCounter: lineCounter2, prettyErrors } = parseOptions(options), parser$1 = new parser.Parser(lineCounter2?.addNewLine), composer$1 = new composer.Composer(options), doc = null;
      for (let _doc of composer$1.compose(parser$1.parse(source), !0, source.length))
        if (!doc)
          doc = _doc;
        else if (doc.options.logLevel !== "silent") {
          doc.errors.push(new errors.YAMLParseError(_doc.range.slice(0, 2), "MULTIPLE_DOCS", "Source contains multiple documents; please use YAML.parseAllDocuments()"));
          break;
        }
      return prettyErrors && lineCounter2 && (doc.errors.forEach(errors.prettifyError(source, lineCounter2)), doc.warnings.forEach(errors.prettifyError(source, lineCounter2))), doc;
    }
    function parse(src, reviver, options) {
      let _reviver;
      typeof reviver == "function" ? _reviver = reviver : options === void 0 && reviver && typeof reviver == "object" && (options = reviver);
      let doc = parseDocument(src, options);
      if (!doc)
        return null;
      if (doc.warnings.forEach((warning) => log.warn(doc.options.logLevel, warning)), doc.errors.length > 0) {
        if (doc.options.logLevel !== "silent")
          throw doc.errors[0];
        doc.errors = [];
      }
      return doc.toJS(Object.assign({ reviver: _reviver }, options));
    }
    function stringify(value, replacer, options) {
      let _replacer = null;
      if (typeof replacer == "function" || Array.isArray(replacer) ? _replacer = replacer : options === void 0 && replacer && (options = replacer), typeof options == "string" && (options = options.length), typeof options == "number") {
        let indent = Math.round(options);
        options = indent < 1 ? void 0 : indent > 8 ? { indent: 8 } : { indent };
      }
      if (value === void 0) {
        let { keepUndefined } = options ?? replacer ?? {};
        if (!keepUndefined)
          return;
      }
      return identity.isDocument(value) && !_replacer ? value.toString(options) : new Document.Document(value, _replacer, options).toString(options);
    }
    exports2.parse = parse;
    exports2.parseAllDocuments = parseAllDocuments3;
    exports2.parseDocument = parseDocument;
    exports2.stringify = stringify;
  }
});

// node_modules/yaml/dist/index.js
var require_dist = __commonJS({
  "node_modules/yaml/dist/index.js"(exports2) {
    "use strict";
    var composer = require_composer(), Document = require_Document(), Schema = require_Schema(), errors = require_errors(), Alias = require_Alias(), identity = require_identity(), Pair = require_Pair(), Scalar = require_Scalar(), YAMLMap = require_YAMLMap(), YAMLSeq = require_YAMLSeq(), cst = require_cst(), lexer = require_lexer(), lineCounter = require_line_counter(), parser = require_parser(), publicApi = require_public_api(), visit = require_visit();
    exports2.Composer = composer.Composer;
    exports2.Document = Document.Document;
    exports2.Schema = Schema.Schema;
    exports2.YAMLError = errors.YAMLError;
    exports2.YAMLParseError = errors.YAMLParseError;
    exports2.YAMLWarning = errors.YAMLWarning;
    exports2.Alias = Alias.Alias;
    exports2.isAlias = identity.isAlias;
    exports2.isCollection = identity.isCollection;
    exports2.isDocument = identity.isDocument;
    exports2.isMap = identity.isMap;
    exports2.isNode = identity.isNode;
    exports2.isPair = identity.isPair;
    exports2.isScalar = identity.isScalar;
    exports2.isSeq = identity.isSeq;
    exports2.Pair = Pair.Pair;
    exports2.Scalar = Scalar.Scalar;
    exports2.YAMLMap = YAMLMap.YAMLMap;
    exports2.YAMLSeq = YAMLSeq.YAMLSeq;
    exports2.CST = cst;
    exports2.Lexer = lexer.Lexer;
    exports2.LineCounter = lineCounter.LineCounter;
    exports2.Parser = parser.Parser;
    exports2.parse = publicApi.parse;
    exports2.parseAllDocuments = publicApi.parseAllDocuments;
    exports2.parseDocument = publicApi.parseDocument;
    exports2.stringify = publicApi.stringify;
    exports2.visit = visit.visit;
    exports2.visitAsync = visit.visitAsync;
  }
});

// src/handler/index.ts
var index_exports = {};
__export(index_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(index_exports);
var fs4 = __toESM(require("fs")), path4 = __toESM(require("path"));

// src/kubernetes/kinds.data.ts
var BUILT_IN_NAMESPACES = /* @__PURE__ */ new Set(["default", "kube-system", "kube-public", "kube-node-lease"]), BUILT_IN_OBJECTS = [
  { group: "", kind: "ServiceAccount", namespace: "*", name: "default" },
  { group: "", kind: "ConfigMap", namespace: "*", name: "kube-root-ca.crt" },
  { group: "storage.k8s.io", kind: "StorageClass", name: "gp2" },
  { group: "scheduling.k8s.io", kind: "PriorityClass", name: "system-cluster-critical" },
  { group: "scheduling.k8s.io", kind: "PriorityClass", name: "system-node-critical" },
  // roles that the API server makes, among them those of its controllers
  ...["cluster-admin", "admin", "edit", "view", "system:*", "eks:*"].map((name) => ({ group: "rbac.authorization.k8s.io", kind: "ClusterRole", name })),
  ...["kube-system", "kube-public"].map((namespace) => ({ group: "rbac.authorization.k8s.io", kind: "Role", namespace, name: "*" })),
  { group: "", kind: "Service", namespace: "default", name: "kubernetes" },
  ...[...BUILT_IN_NAMESPACES].map((name) => ({ group: "", kind: "Namespace", name }))
], BUILT_IN_GROUPS = /* @__PURE__ */ new Set([
  "",
  "apps",
  "batch",
  "autoscaling",
  "policy",
  "extensions",
  "events.k8s.io",
  "crd.k8s.amazonaws.com",
  "vpcresources.k8s.aws",
  "networking.k8s.aws",
  ...[
    "admissionregistration",
    "apiextensions",
    "apiregistration",
    "authentication",
    "authorization",
    "certificates",
    "coordination",
    "discovery",
    "flowcontrol.apiserver",
    "networking",
    "node",
    "rbac.authorization",
    "resource",
    "scheduling",
    "storage",
    "storagemigration"
  ].map((group) => `${group}.k8s.io`)
]), AUTO_MODE_KINDS = [
  ["karpenter.sh", "NodePool"],
  ["karpenter.sh", "NodeClaim"],
  ["eks.amazonaws.com", "NodeClass"],
  ["eks.amazonaws.com", "IngressClassParams"],
  ["eks.amazonaws.com", "TargetGroupBinding"],
  ["eks.amazonaws.com", "NodeDiagnostic"],
  ["eks.amazonaws.com", "CNINode"]
].map(([group, kind]) => ({ type: "kind", group, kind }));

// src/kubernetes/kubernetes-object.rules.ts
var DEPLOY_TIME_VALUE = "<known-at-deploy>", DEPLOY_TIME_SECRET = `<secret>${DEPLOY_TIME_VALUE}`;
function groupOf(apiVersion) {
  return apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
}
var groupKindOf = (object) => `${groupOf(object.apiVersion)}/${object.kind}`;
function at(value, ...path5) {
  return path5.reduce((v, key) => typeof v == "object" && v !== null ? v[key] : void 0, value);
}
function listAt(value, ...path5) {
  let found = at(value, ...path5);
  return Array.isArray(found) ? found : [];
}
function stringAt(value, ...path5) {
  let found = at(value, ...path5);
  return typeof found == "string" ? found : void 0;
}
function objectsIn(manifest) {
  return itemsOf(manifest).filter(isObject);
}
var itemsOf = (manifest) => (Array.isArray(manifest) ? manifest : [manifest]).flatMap(expandLists);
function expandLists(content) {
  let [apiVersion, kind, items] = ["apiVersion", "kind", "items"].map((field) => at(content, field));
  return typeof kind != "string" || !kind.endsWith("List") || kind !== "List" && !Array.isArray(items) ? [content] : (Array.isArray(items) ? items : []).flatMap(
    (item) => expandLists(
      kind === "List" || at(item, "kind") !== void 0 ? item : withType(item, { apiVersion, kind: kind.slice(0, -4) })
    )
  );
}
var withType = (item, type) => typeof item == "object" && item !== null && !Array.isArray(item) ? { ...type, ...item } : item, isObject = (item) => !!(stringAt(item, "kind") && stringAt(item, "apiVersion")) && IDENTITY.every((field) => isTextual(at(item, "metadata", field))), IDENTITY = ["name", "namespace"], isTextual = (value) => value === null || typeof value != "object";

// src/handler/api-access.rules.ts
var isAllowed = (rules, verb, { apiVersion, plural }) => rules.some(
  ({ verbs, apiGroups = [], resources = [], resourceNames = [] }) => resourceNames.length === 0 && has(verbs, verb) && has(apiGroups, groupOf(apiVersion)) && has(resources, plural)
), has = (values, value) => values.includes("*") || values.includes(value);

// src/handler/api-connection.ts
var http = __toESM(require("http")), https = __toESM(require("https"));

// src/handler/api-errors.rules.ts
function classifyStatus({ code, reason, message }) {
  return /denied the request/.test(message) ? "final" : code === 401 || code === 403 && RBAC.test(message) ? "unauthorized" : code === NO_ANSWER || [429, 502, 503, 504].includes(code) || reason === "InternalError" || code === 409 && /the object has been modified/.test(message) ? "transient" : "final";
}
var NO_ANSWER = 0, RBAC = /^\S+ (".*" )?is forbidden: User ".*" cannot /, conflictsOf = ({ details }) => (details?.causes ?? []).filter(({ reason }) => reason === "FieldManagerConflict").map(({ field = "", message = "" }) => ({ field, manager: /conflict with "([^"]+)"/.exec(message)?.[1] ?? message }));
function causeOf(status) {
  let { code, message, details } = status;
  return conflictsOf(status).length > 0 ? "conflict" : code === 404 && details?.kind === "namespaces" ? "namespace not found" : code === 404 ? "kind not served" : details?.causes?.some(({ reason }) => reason === "NamespaceTerminating") ? "namespace terminating" : code === 422 && IMMUTABLE.test(message) ? "immutable" : "other";
}
var IMMUTABLE = /field is immutable|cannot change roleRef|spec is immutable|updates to \w+ spec for fields other than|may not change once set/, statusMessage = (status) => ["", status.message].includes(status.reason) || conflictsOf(status).length > 0 ? status.message : `${status.reason}: ${status.message}`;

// src/handler/api-connection.ts
var CONCURRENCY = 8, ApiConnection = class {
  constructor(access) {
    this.access = access;
  }
  access;
  agent;
  certificate;
  async send({ method, path: path5, query, body, contentType, accept }, timeoutMilliseconds) {
    let { server, certificate, token } = await this.access(), url = new URL(server.replace(/\/$/, "") + path5);
    for (let [name, value] of Object.entries(query ?? {})) value !== void 0 && url.searchParams.set(name, value);
    let content = body === void 0 ? void 0 : Buffer.from(JSON.stringify(body)), headers = {
      authorization: `Bearer ${token}`,
      accept: accept ?? "application/json",
      "user-agent": "cdk-eks-strata",
      // without a length Node.js sends the body of a DELETE in chunks, which the API server ignores, its precondition included
      ...content ? { "content-type": contentType ?? "application/json", "content-length": content.length } : {}
    }, options = { method, headers, agent: this.agentFor(url, certificate), timeout: timeoutMilliseconds };
    return new Promise((resolve, reject) => {
      let request2 = (url.protocol === "http:" ? http : https).request(url, options, (response) => {
        let chunks = [];
        response.on("data", (chunk) => chunks.push(chunk)), response.on("error", reject), response.on("end", () => resolve({ status: response.statusCode ?? NO_ANSWER, text: Buffer.concat(chunks).toString() }));
      });
      request2.on("timeout", () => request2.destroy(new Error(`no answer in ${timeoutMilliseconds / 1e3} s`))), request2.on("error", reject), request2.end(content);
    });
  }
  close() {
    this.agent?.destroy(), this.agent = void 0;
  }
  agentFor({ protocol }, certificate) {
    if (this.agent && this.certificate === certificate) return this.agent;
    this.close(), this.certificate = certificate;
    let ca = certificate ? { ca: Buffer.from(certificate, "base64") } : {}, shared = { keepAlive: !0, maxSockets: CONCURRENCY };
    return this.agent = protocol === "http:" ? new http.Agent(shared) : new https.Agent({ ...shared, ...ca }), this.agent;
  }
};
function statusOf({ status, text }) {
  if (status >= 200 && status < 300) return;
  let found = parsed(text);
  if (found?.kind !== "Status") return { code: status, reason: "", message: text.trim() || `HTTP status ${status}` };
  let { reason = "", message = "", details } = found;
  return { code: status, reason, message, details };
}
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return;
  }
}

// src/handler/api-discovery.ts
var AGGREGATED = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList", Discovery = class {
  constructor(read) {
    this.read = read;
  }
  read;
  versions = /* @__PURE__ */ new Map();
  async find({ apiVersion, kind }) {
    let isWanted = (each) => each.kind === kind;
    return (await this.versions.get(apiVersion))?.find(isWanted) ?? (await this.kindsOf(apiVersion)).find(isWanted);
  }
  /** The kind in its version, or in another one where that is not served any more. */
  async findInAnyVersion(ref) {
    let found = await this.find(ref), group = groupOf(ref.apiVersion);
    if (found || group === "") return found;
    let { versions = [] } = await this.read({ method: "GET", path: `/apis/${group}` }) ?? {};
    for (let { groupVersion } of versions) {
      let other = groupVersion === ref.apiVersion ? void 0 : await this.find({ apiVersion: groupVersion, kind: ref.kind });
      if (other) return other;
    }
  }
  /** One version of every kind that can be listed and deleted; an aggregated API without a server is left out. */
  async deletable() {
    let lists = await Promise.all(["/api", "/apis"].map((path5) => this.read({ method: "GET", path: path5, accept: AGGREGATED }))), byKind = /* @__PURE__ */ new Map();
    for (let { metadata, versions } of lists.flatMap((list) => list?.items ?? [])) {
      let group = metadata?.name ?? "";
      for (let { version, resources = [] } of versions)
        for (let { resource, responseKind, scope, verbs } of resources) {
          let key = `${group}/${responseKind?.kind}`;
          if (!responseKind || byKind.has(key) || !["list", "delete"].every((verb) => verbs.includes(verb))) continue;
          let apiVersion = group === "" ? version : `${group}/${version}`;
          byKind.set(key, { apiVersion, kind: responseKind.kind, plural: resource, namespaced: scope === "Namespaced", verbs });
        }
    }
    return [...byKind.values()];
  }
  kindsOf(apiVersion) {
    let asked = this.read({ method: "GET", path: addressOf(apiVersion) }).then(
      (list) => (list?.resources ?? []).filter(({ name }) => !name.includes("/")).map(({ name, kind, namespaced, verbs }) => ({ apiVersion, kind, plural: name, namespaced, verbs }))
    );
    return this.versions.set(apiVersion, asked), asked;
  }
}, addressOf = (apiVersion) => apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

// src/handler/custom-resource-request.ts
var Failure = class extends Error {
}, InvocationTimeout = class extends Error {
}, MINUTE = 6e4, MAX_DURATION = 55 * MINUTE;
async function pollUntil(run, endsAt, ask, pause = 5e3) {
  for (; ; ) {
    let answer = await ask();
    if (answer !== void 0) return answer;
    if (run.clock.now() + pause > endsAt) return;
    if (run.clock.now() + pause > run.deadline) throw new InvocationTimeout();
    await run.clock.sleep(pause);
  }
}

// src/handler/manifest-text.ts
var import_yaml = __toESM(require_dist());

// src/handler/object-ref.rules.ts
var keyOfKind = ({ apiVersion, kind }) => `${groupOf(apiVersion)}/${kind}`, refOf = ({ apiVersion, kind, metadata }) => ({
  apiVersion,
  kind,
  ...metadata?.namespace ? { namespace: metadata.namespace } : {},
  name: metadata?.name ?? ""
}), keyOfRef = ({ apiVersion, kind, namespace, name }) => `${groupOf(apiVersion)}/${kind} ${namespace ?? ""}/${name}`, keyOfObject = (object) => keyOfRef(refOf(object)), describeRef = ({ kind, namespace, name }) => `${kind} '${namespace ? `${namespace}/` : ""}${name}'`;
function withNamespace(object, clusterScoped) {
  let { namespace, ...metadata } = object.metadata ?? {}, scoped = clusterScoped.has(keyOfKind(object));
  return { ...object, metadata: { ...metadata, ...scoped ? {} : { namespace: namespace ?? "default" } } };
}
var clusterScopedKindsIn = (objects) => objects.filter(isCrd).map(({ spec }) => spec).filter(({ scope }) => scope === "Cluster").map(({ group, names }) => `${group}/${names?.kind}`), finalizersOf = ({ metadata }) => metadata?.finalizers?.length ? ` (finalizers: ${metadata.finalizers.join(", ")})` : "", isCrd = ({ kind, apiVersion }) => kind === "CustomResourceDefinition" && groupOf(apiVersion) === "apiextensions.k8s.io", isNamespace = ({ kind, apiVersion }) => kind === "Namespace" && apiVersion === "v1", isPvc = ({ kind, apiVersion }) => kind === "PersistentVolumeClaim" && apiVersion === "v1";

// src/handler/manifest-text.ts
function refsInManifest(manifest, namespace) {
  let documents = (0, import_yaml.parseAllDocuments)(manifest, { version: "1.1", logLevel: "silent" });
  return Array.isArray(documents) ? documents.flatMap((document) => objectsIn(document.toJS({ maxAliasCount: -1 }))).map((object) => ({ ...refOf(object), namespace: object.metadata?.namespace ?? namespace })) : [];
}

// src/handler/ownership.ts
var import_crypto = require("crypto");
var OWNER_LABEL = "cdk-eks-strata/stack", OWNER_ANNOTATION = "cdk-eks-strata/owner", NO_OWNER = "none", PREVIOUS_ANNOTATION = "cdk-eks-strata/previous", ON_IMMUTABLE = "cdk-eks-strata/on-immutable", DELETION = "cdk-eks-strata/deletion", REMOVABLE_LABEL = "cdk-eks-strata/removable", INVENTORY_LABEL = "cdk-eks-strata/record", FIELD_MANAGER = "cdk-eks-strata", hash = (text, length) => (0, import_crypto.createHash)("sha256").update(text).digest("hex").slice(0, length), stackLabelValue = (stackId) => hash(stackId, 32), stackNameOf = (stackId) => stackId.split("/")[1] ?? stackId, OWNER_FORMAT = /^v1 ([^/ ]+)\/([^ ]+) ([0-9a-f]{16}) (\S*)$/, OwnerAnnotations = class {
  constructor(cluster) {
    this.cluster = cluster;
  }
  cluster;
  /** The annotation of an object that a deployment has applied. */
  valueFor(owner, ref) {
    return `v1 ${stackNameOf(owner.stackId)}/${owner.deployment} ${this.hashOf(owner)} ${objectIdOf(ref)}`;
  }
  /** Whether an object says that it belongs to this deployment, and that it is this very object. */
  isOwnedBy(owner, object) {
    return object.metadata?.annotations?.[OWNER_ANNOTATION] === this.valueFor(owner, refOf(object));
  }
  /** The annotation of an object that stays when its deployment goes: a deployment of that name has it again without adoption. */
  keptValueFor({ stackId, deployment }) {
    return `kept ${stackNameOf(stackId)}/${deployment}`;
  }
  isKeptBy(owner, object) {
    return object.metadata?.annotations?.[OWNER_ANNOTATION] === this.keptValueFor(owner);
  }
  /** Whether an object was taken from this deployment by another one. */
  wasOwnedBy(owner, object) {
    return object.metadata?.annotations?.[PREVIOUS_ANNOTATION] === this.valueFor(owner, refOf(object));
  }
  /** Whom an object names; nothing where it names another object, as a copy does. */
  ownerOf(object, annotation = OWNER_ANNOTATION) {
    let [text, stack, deployment, owner, identity] = OWNER_FORMAT.exec(object.metadata?.annotations?.[annotation] ?? "") ?? [];
    return text !== void 0 && identity === objectIdOf(refOf(object)) ? { value: text, stack, deployment, ownerHash: owner } : void 0;
  }
  /** Whether it is a deployment of this stack in this cluster. */
  isOfStack({ deployment, ownerHash: owner }, stackId) {
    return owner === this.hashOf({ stackId, deployment });
  }
  /** A deployment of this cluster, in 16 hexadecimal digits. */
  hashOf({ stackId, deployment }) {
    return hash(`${stackId} ${deployment} ${this.cluster}`, 16);
  }
}, objectIdOf = ({ apiVersion, kind, namespace, name }) => `${groupOf(apiVersion)}/${kind}:${namespace ?? ""}/${name}`;
function withOwner(object, owner, marks, removable) {
  let { labels, annotations } = object.metadata ?? {};
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: { ...labels, [OWNER_LABEL]: stackLabelValue(owner.stackId), ...removable ? { [REMOVABLE_LABEL]: "true" } : {} },
      annotations: { ...annotations, [OWNER_ANNOTATION]: marks.valueFor(owner, refOf(object)) }
    }
  };
}

// src/handler/retries.ts
var RETRY_TIMEOUT = 5 * 6e4, RETRY_DELAYS = [1e3, 2e3, 4e3, 8e3, 15e3];
async function retrying(run, attempt, failureOf, renewCredentials, hints = HINTS) {
  let givesUpAt = run.clock.now() + RETRY_TIMEOUT;
  for (let tries = 0; ; tries++) {
    let result = await attempt(), failure = failureOf(result);
    if (!failure || failure.kind === "final") return result;
    let delay = Math.max(RETRY_DELAYS[Math.min(tries, RETRY_DELAYS.length - 1)], (failure.retryAfterSeconds ?? 0) * 1e3);
    if (run.clock.now() + delay > givesUpAt)
      throw new Failure(`${hints[failure.kind]} (tried for ${RETRY_TIMEOUT / 6e4} minutes): ${failure.message}`);
    if (run.clock.now() + delay > run.deadline) throw new InvocationTimeout();
    run.log(`retrying in ${delay / 1e3} s: ${failure.message}`), failure.kind === "unauthorized" && renewCredentials(), await run.clock.sleep(delay);
  }
}
var HINTS = {
  transient: "the API server is not available",
  unauthorized: "the API server rejects the role of the function (Unauthorized or Forbidden): check its access entry and its RBAC rules"
};

// src/handler/api-kubernetes.ts
var REQUEST_TIMEOUT = 65e3, PAGE_SIZE = 250, LOG_LINES = 20, LOG_BYTES = 65536, METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", ApiKubernetes = class {
  constructor(run, credentials, requestTimeout = REQUEST_TIMEOUT) {
    this.run = run;
    this.credentials = credentials;
    this.requestTimeout = requestTimeout;
    this.connection = new ApiConnection(async () => credentials.access());
  }
  run;
  credentials;
  requestTimeout;
  home = "kube-system";
  connection;
  discovery = new Discovery(async (request2) => this.read(request2));
  close() {
    this.connection.close();
  }
  async apply(objects, options) {
    return (await inParallel(objects, async (object) => this.applyOne(object, options))).flat();
  }
  async create(object) {
    return this.writeWhole("POST", object);
  }
  async replace(object) {
    return this.writeWhole("PUT", object);
  }
  async get(refs, { metadataOnly = !1 } = {}) {
    return (await inParallel(refs, async (ref) => {
      let kind = await this.discovery.findInAnyVersion(ref);
      if (!kind) return [];
      let object = await this.read({ method: "GET", path: pathOf(kind, ref), ...metadataOnly ? { accept: METADATA } : {} });
      return object ? [{ ...object, apiVersion: kind.apiVersion, kind: kind.kind }] : [];
    })).flat();
  }
  async getByManifest(manifest, namespace) {
    return this.get(refsInManifest(manifest, namespace));
  }
  async list(ref, { namespace, selector, metadataOnly = !1, limit } = {}) {
    let kind = await this.discovery.findInAnyVersion(ref);
    return kind ? this.listOf(kind, { namespace, selector, metadataOnly, limit }) : [];
  }
  async delete(refs, cascade = "foreground") {
    let propagationPolicy = cascade === "foreground" ? "Foreground" : "Background";
    await inParallel(refs, async (ref) => {
      let kind = await this.discovery.findInAnyVersion(ref);
      if (!kind) return;
      let body = {
        apiVersion: "v1",
        kind: "DeleteOptions",
        propagationPolicy,
        ...ref.uid ? { preconditions: { uid: ref.uid } } : {}
      }, status = statusOf(await this.send({ method: "DELETE", path: pathOf(kind, ref), body }));
      if (status && ![404, 409].includes(status.code)) throw new Failure(statusMessage(status));
    });
  }
  async annotate(ref, annotations) {
    let kind = await this.discovery.findInAnyVersion(ref);
    if (!kind) return;
    let changes = Object.fromEntries(Object.entries(annotations).map(([name, value]) => [name, value ?? null]));
    await this.write({
      method: "PATCH",
      path: pathOf(kind, ref),
      query: { fieldManager: FIELD_MANAGER },
      contentType: "application/merge-patch+json",
      body: { metadata: { annotations: changes } }
    });
  }
  async restore(object) {
    let ref = refOf(object), kind = await this.discovery.find(object), [live] = kind ? await this.get([ref], { metadataOnly: !0 }) : [];
    if (!kind || !live) return;
    let { managedFields, resourceVersion: _, ...metadata } = object.metadata ?? {};
    await this.write({
      method: "PUT",
      path: pathOf(kind, ref),
      query: { fieldManager: FIELD_MANAGER },
      body: { ...object, metadata: { ...metadata, resourceVersion: live.metadata?.resourceVersion } }
    }), await this.setManagedFields(ref, managedFields ?? [{}]);
  }
  async setManagedFields(ref, managedFields) {
    let kind = await this.discovery.find(ref);
    kind && await this.write({
      method: "PATCH",
      path: pathOf(kind, ref),
      contentType: "application/merge-patch+json",
      body: { metadata: { managedFields } }
    });
  }
  async listBySelector(selector, namespaces) {
    let kinds = await this.discovery.deletable();
    if (!namespaces) return (await inParallel(kinds, async (kind) => this.listOf(kind, { selector, metadataOnly: !0 }))).flat();
    let found = [];
    for (let namespace of namespaces) {
      let rules = await this.rulesIn(namespace), listed = kinds.filter((kind) => kind.namespaced && isAllowed(rules, "list", kind));
      found.push(...await inParallel(listed, async (kind) => this.listOf(kind, { namespace, selector, metadataOnly: !0 })));
    }
    return found.flat();
  }
  /** What the role of the function may do in a namespace. Source: Kubernetes API reference, SelfSubjectRulesReview. */
  async rulesIn(namespace) {
    let kind = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview" }, review = await this.read({
      method: "POST",
      path: `${addressOf(kind.apiVersion)}/selfsubjectrulesreviews`,
      body: { ...kind, spec: { namespace } }
    });
    return listAt(review, "status", "resourceRules");
  }
  async listInNamespace(namespace) {
    let kinds = (await this.discovery.deletable()).filter(({ namespaced }) => namespaced);
    return (await inParallel(kinds, async (kind) => this.listOf(kind, { namespace, metadataOnly: !0, limit: 10 }))).flat();
  }
  async logs(namespace, pod, container, previous) {
    let query = {
      container,
      tailLines: String(LOG_LINES),
      limitBytes: String(LOG_BYTES),
      ...previous ? { previous: "true" } : {}
    }, response = await this.send({ method: "GET", path: `/api/v1/namespaces/${namespace}/pods/${pod}/log`, query }), status = statusOf(response);
    if (status) throw new Failure(statusMessage(status));
    return response.text;
  }
  async clusterScopedKinds(kinds) {
    let served = await inParallel(kinds, async (kind) => this.discovery.findInAnyVersion(kind));
    return new Set(served.flatMap((kind) => kind && !kind.namespaced ? [`${groupOf(kind.apiVersion)}/${kind.kind}`] : []));
  }
  async serves(kind) {
    return await this.discovery.find(kind) !== void 0;
  }
  async applyOne(object, { forceConflicts, dryRun, fieldManager }) {
    let kind = await this.discovery.find(object);
    if (!kind)
      return [{ object, cause: "kind not served", reason: `no matches for kind "${object.kind}" in version "${object.apiVersion}"` }];
    let response = await this.send({
      method: "PATCH",
      path: pathOf(kind, refOf(object)),
      query: {
        fieldManager: fieldManager ?? FIELD_MANAGER,
        fieldValidation: "Strict",
        force: String(forceConflicts),
        ...dryRun ? { dryRun: "All" } : {}
      },
      contentType: "application/apply-patch+yaml",
      body: object
    }), status = statusOf(response);
    return status ? [{ object, cause: causeOf(status), reason: statusMessage(status), conflicts: conflictsOf(status) }] : [];
  }
  async listOf(kind, { namespace, selector, metadataOnly, limit }) {
    let items = [], next;
    do {
      let response = await this.send({
        method: "GET",
        path: pathOf(kind, { namespace }),
        query: { labelSelector: selector, limit: String(Math.min(limit ?? PAGE_SIZE, PAGE_SIZE)), continue: next },
        ...metadataOnly ? { accept: METADATA_LIST } : {}
      }), status = statusOf(response);
      if (status?.code === 410 && next) {
        items.length = 0, next = void 0;
        continue;
      }
      if (status && [404, 405].includes(status.code)) return [];
      if (status) throw new Failure(statusMessage(status));
      let page = JSON.parse(response.text);
      items.push(...page.items.map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }))), next = page.metadata?.continue || void 0;
    } while (next && (limit === void 0 || items.length < limit));
    return items;
  }
  /** A whole object; undefined where it exists already (POST), or does not exist or is another version (PUT). */
  async writeWhole(method, object) {
    let kind = await this.discovery.find(object);
    if (!kind) throw new Failure(`no matches for kind "${object.kind}" in version "${object.apiVersion}"`);
    let { name, namespace } = refOf(object), path5 = pathOf(kind, method === "POST" ? { namespace } : { namespace, name }), response = await this.send({ method, path: path5, query: { fieldManager: FIELD_MANAGER }, body: object }, isOutdated), status = statusOf(response);
    if (!(status && (status.code === 409 || method === "PUT" && status.code === 404))) {
      if (status) throw new Failure(statusMessage(status));
      return JSON.parse(response.text);
    }
  }
  /** The content of an address, and undefined where it does not exist. */
  async read(request2) {
    let response = await this.send(request2), status = statusOf(response);
    if (status?.code !== 404) {
      if (status) throw new Failure(statusMessage(status));
      return JSON.parse(response.text);
    }
  }
  async write(request2) {
    let status = statusOf(await this.send(request2));
    if (status && status.code !== 404) throw new Failure(statusMessage(status));
  }
  async send(request2, isFinal = () => !1) {
    let attempt = async () => {
      if (this.run.signal?.aborted) throw new Failure("another invocation has the lease of the deployment");
      let left = Math.max(1e3, this.run.deadline - this.run.clock.now());
      try {
        return await this.connection.send(request2, Math.min(this.requestTimeout, left));
      } catch (error) {
        return { status: NO_ANSWER, text: error.message || String(error.code) };
      }
    }, failureOf = (response) => {
      let status = statusOf(response);
      return status && !isFinal(status) ? attemptFailureOf(status) : void 0;
    };
    return retrying(this.run, attempt, failureOf, () => this.credentials.refreshToken());
  }
}, isOutdated = ({ code }) => code === 409, attemptFailureOf = (status) => ({
  kind: classifyStatus(status),
  message: statusMessage(status),
  retryAfterSeconds: status.details?.retryAfterSeconds
});
function pathOf({ apiVersion, plural, namespaced }, { namespace, name }) {
  let inside = namespaced && namespace !== void 0 ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  return `${addressOf(apiVersion)}${inside}/${plural}${name === void 0 ? "" : `/${encodeURIComponent(name)}`}`;
}
async function inParallel(items, work, width = CONCURRENCY) {
  let results = [], errors = [], next = 0, worker = async () => {
    for (; next < items.length && errors.length === 0; ) {
      let index = next++;
      try {
        results[index] = await work(items[index]);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  if (await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker)), errors.length > 0) throw errors[0];
  return results;
}

// src/handler/aws.ts
var import_crypto2 = require("crypto"), fs2 = __toESM(require("fs")), path2 = __toESM(require("path")), import_client_ecr = require("@aws-sdk/client-ecr"), import_client_eks = require("@aws-sdk/client-eks"), import_client_lambda = require("@aws-sdk/client-lambda"), import_client_s3 = require("@aws-sdk/client-s3"), import_signature_v4 = require("@smithy/signature-v4");

// src/handler/chart-archive.rules.ts
var import_zlib = require("zlib");

// node_modules/fflate/esm/index.mjs
var import_module = require("module"), require2 = (0, import_module.createRequire)("/"), _a, Worker, isMarkedAsUntransferable;
try {
  _a = require2("worker_threads"), Worker = _a.Worker, isMarkedAsUntransferable = _a.isMarkedAsUntransferable;
} catch {
}
var u8 = Uint8Array, u16 = Uint16Array, i32 = Int32Array, fleb = new u8([
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  1,
  1,
  1,
  1,
  2,
  2,
  2,
  2,
  3,
  3,
  3,
  3,
  4,
  4,
  4,
  4,
  5,
  5,
  5,
  5,
  0,
  /* unused */
  0,
  0,
  /* impossible */
  0
]), fdeb = new u8([
  0,
  0,
  0,
  0,
  1,
  1,
  2,
  2,
  3,
  3,
  4,
  4,
  5,
  5,
  6,
  6,
  7,
  7,
  8,
  8,
  9,
  9,
  10,
  10,
  11,
  11,
  12,
  12,
  13,
  13,
  /* unused */
  0,
  0
]), clim = new u8([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]), freb = function(eb, start) {
  for (var b = new u16(31), i2 = 0; i2 < 31; ++i2)
    b[i2] = start += 1 << eb[i2 - 1];
  for (var r = new i32(b[30]), i2 = 1; i2 < 30; ++i2)
    for (var j = b[i2]; j < b[i2 + 1]; ++j)
      r[j] = j - b[i2] << 5 | i2;
  return { b, r };
}, _a = freb(fleb, 2), fl = _a.b, revfl = _a.r;
fl[28] = 258, revfl[258] = 28;
var _b = freb(fdeb, 0), fd = _b.b, revfd = _b.r, rev = new u16(32768);
for (i = 0; i < 32768; ++i)
  x = (i & 43690) >> 1 | (i & 21845) << 1, x = (x & 52428) >> 2 | (x & 13107) << 2, x = (x & 61680) >> 4 | (x & 3855) << 4, rev[i] = ((x & 65280) >> 8 | (x & 255) << 8) >> 1;
var x, i, hMap = (function(cd, mb, r) {
  for (var s = cd.length, i2 = 0, l = new u16(mb); i2 < s; ++i2)
    cd[i2] && ++l[cd[i2] - 1];
  var le = new u16(mb);
  for (i2 = 1; i2 < mb; ++i2)
    le[i2] = le[i2 - 1] + l[i2 - 1] << 1;
  var co;
  if (r) {
    co = new u16(1 << mb);
    var rvb = 15 - mb;
    for (i2 = 0; i2 < s; ++i2)
      if (cd[i2])
        for (var sv = i2 << 4 | cd[i2], r_1 = mb - cd[i2], v = le[cd[i2] - 1]++ << r_1, m = v | (1 << r_1) - 1; v <= m; ++v)
          co[rev[v] >> rvb] = sv;
  } else
    for (co = new u16(s), i2 = 0; i2 < s; ++i2)
      cd[i2] && (co[i2] = rev[le[cd[i2] - 1]++] >> 15 - cd[i2]);
  return co;
}), flt = new u8(288);
for (i = 0; i < 144; ++i)
  flt[i] = 8;
var i;
for (i = 144; i < 256; ++i)
  flt[i] = 9;
var i;
for (i = 256; i < 280; ++i)
  flt[i] = 7;
var i;
for (i = 280; i < 288; ++i)
  flt[i] = 8;
var i, fdt = new u8(32);
for (i = 0; i < 32; ++i)
  fdt[i] = 5;
var i;
var flrm = /* @__PURE__ */ hMap(flt, 9, 1);
var fdrm = /* @__PURE__ */ hMap(fdt, 5, 1), max = function(a) {
  for (var m = a[0], i2 = 1; i2 < a.length; ++i2)
    a[i2] > m && (m = a[i2]);
  return m;
}, bits = function(d, p, m) {
  var o = p / 8 | 0;
  return (d[o] | d[o + 1] << 8) >> (p & 7) & m;
}, bits16 = function(d, p) {
  var o = p / 8 | 0;
  return (d[o] | d[o + 1] << 8 | d[o + 2] << 16) >> (p & 7);
}, shft = function(p) {
  return (p + 7) / 8 | 0;
}, slc = function(v, s, e) {
  return (s == null || s < 0) && (s = 0), (e == null || e > v.length) && (e = v.length), new u8(v.subarray(s, e));
};
var ec = [
  "unexpected EOF",
  "invalid block type",
  "invalid length/literal",
  "invalid distance",
  "stream finished",
  "no stream handler",
  ,
  // determined by compression function
  "no callback",
  "invalid UTF-8 data",
  "extra field too long",
  "date not in range 1980-2099",
  "filename too long",
  "stream finishing",
  "invalid zip data"
  // determined by unknown compression method
], err = function(ind, msg, nt) {
  var e = new Error(msg || ec[ind]);
  if (e.code = ind, Error.captureStackTrace && Error.captureStackTrace(e, err), !nt)
    throw e;
  return e;
}, inflt = function(dat, st, buf, dict) {
  var sl = dat.length, dl = dict ? dict.length : 0;
  if (!sl || st.f && !st.l)
    return buf || new u8(0);
  var noBuf = !buf, resize = noBuf || st.i != 2, noSt = st.i;
  noBuf && (buf = new u8(sl * 3));
  var cbuf = function(l2) {
    var bl = buf.length;
    if (l2 > bl) {
      var nbuf = new u8(Math.max(bl * 2, l2));
      nbuf.set(buf), buf = nbuf;
    }
  }, final = st.f || 0, pos = st.p || 0, bt = st.b || 0, lm = st.l, dm = st.d, lbt = st.m, dbt = st.n, tbts = sl * 8;
  do {
    if (!lm) {
      final = bits(dat, pos, 1);
      var type = bits(dat, pos + 1, 3);
      if (pos += 3, type)
        if (type == 1)
          lm = flrm, dm = fdrm, lbt = 9, dbt = 5;
        else if (type == 2) {
          var hLit = bits(dat, pos, 31) + 257, hcLen = bits(dat, pos + 10, 15) + 4, tl = hLit + bits(dat, pos + 5, 31) + 1;
          pos += 14;
          for (var ldt = new u8(tl), clt = new u8(19), i2 = 0; i2 < hcLen; ++i2)
            clt[clim[i2]] = bits(dat, pos + i2 * 3, 7);
          pos += hcLen * 3;
          for (var clb = max(clt), clbmsk = (1 << clb) - 1, clm = hMap(clt, clb, 1), i2 = 0; i2 < tl; ) {
            var r = clm[bits(dat, pos, clbmsk)];
            pos += r & 15;
            var s = r >> 4;
            if (s < 16)
              ldt[i2++] = s;
            else {
              var c = 0, n = 0;
              for (s == 16 ? (n = 3 + bits(dat, pos, 3), pos += 2, c = ldt[i2 - 1]) : s == 17 ? (n = 3 + bits(dat, pos, 7), pos += 3) : s == 18 && (n = 11 + bits(dat, pos, 127), pos += 7); n--; )
                ldt[i2++] = c;
            }
          }
          var lt = ldt.subarray(0, hLit), dt = ldt.subarray(hLit);
          lbt = max(lt), dbt = max(dt), lm = hMap(lt, lbt, 1), dm = hMap(dt, dbt, 1);
        } else
          err(1);
      else {
        var s = shft(pos) + 4, l = dat[s - 4] | dat[s - 3] << 8, t = s + l;
        if (t > sl) {
          noSt && err(0);
          break;
        }
        resize && cbuf(bt + l), buf.set(dat.subarray(s, t), bt), st.b = bt += l, st.p = pos = t * 8, st.f = final;
        continue;
      }
      if (pos > tbts) {
        noSt && err(0);
        break;
      }
    }
    resize && cbuf(bt + 131072);
    for (var lms = (1 << lbt) - 1, dms = (1 << dbt) - 1, lpos = pos; ; lpos = pos) {
      var c = lm[bits16(dat, pos) & lms], sym = c >> 4;
      if (pos += c & 15, pos > tbts) {
        noSt && err(0);
        break;
      }
      if (c || err(2), sym < 256)
        buf[bt++] = sym;
      else if (sym == 256) {
        lpos = pos, lm = null;
        break;
      } else {
        var add = sym - 254;
        if (sym > 264) {
          var i2 = sym - 257, b = fleb[i2];
          add = bits(dat, pos, (1 << b) - 1) + fl[i2], pos += b;
        }
        var d = dm[bits16(dat, pos) & dms], dsym = d >> 4;
        d || err(3), pos += d & 15;
        var dt = fd[dsym];
        if (dsym > 3) {
          var b = fdeb[dsym];
          dt += bits16(dat, pos) & (1 << b) - 1, pos += b;
        }
        if (pos > tbts) {
          noSt && err(0);
          break;
        }
        resize && cbuf(bt + 131072);
        var end = bt + add;
        if (bt < dt) {
          var shift = dl - dt, dend = Math.min(dt, end);
          for (shift + bt < 0 && err(3); bt < dend; ++bt)
            buf[bt] = dict[shift + bt];
        }
        for (; bt < end; ++bt)
          buf[bt] = buf[bt - dt];
      }
    }
    st.l = lm, st.p = lpos, st.b = bt, st.f = final, lm && (final = 1, st.m = lbt, st.d = dm, st.n = dbt);
  } while (!final);
  return bt != buf.length && noBuf ? slc(buf, 0, bt) : buf.subarray(0, bt);
};
var et = /* @__PURE__ */ new u8(0);
var b2 = function(d, b) {
  return d[b] | d[b + 1] << 8;
}, b4 = function(d, b) {
  return (d[b] | d[b + 1] << 8 | d[b + 2] << 16 | d[b + 3] << 24) >>> 0;
}, b8 = function(d, b) {
  return b4(d, b) + b4(d, b + 4) * 4294967296;
};
function inflateSync(data, opts) {
  return inflt(data, { i: 2 }, opts && opts.out, opts && opts.dictionary);
}
var td = typeof TextDecoder < "u" && /* @__PURE__ */ new TextDecoder(), tds = 0;
try {
  td.decode(et, { stream: !0 }), tds = 1;
} catch {
}
var dutf8 = function(d) {
  for (var r = "", i2 = 0; ; ) {
    var c = d[i2++], eb = (c > 127) + (c > 223) + (c > 239);
    if (i2 + eb > d.length)
      return { s: r, r: slc(d, i2 - 1) };
    eb ? eb == 3 ? (c = ((c & 15) << 18 | (d[i2++] & 63) << 12 | (d[i2++] & 63) << 6 | d[i2++] & 63) - 65536, r += String.fromCharCode(55296 | c >> 10, 56320 | c & 1023)) : eb & 1 ? r += String.fromCharCode((c & 31) << 6 | d[i2++] & 63) : r += String.fromCharCode((c & 15) << 12 | (d[i2++] & 63) << 6 | d[i2++] & 63) : r += String.fromCharCode(c);
  }
};
function strFromU8(dat, latin1) {
  if (latin1) {
    for (var r = "", i2 = 0; i2 < dat.length; i2 += 16384)
      r += String.fromCharCode.apply(null, dat.subarray(i2, i2 + 16384));
    return r;
  } else {
    if (td)
      return td.decode(dat);
    var _a2 = dutf8(dat), s = _a2.s, r = _a2.r;
    return r.length && err(8), s;
  }
}
var slzh = function(d, b) {
  return b + 30 + b2(d, b + 26) + b2(d, b + 28);
}, zh = function(d, b, z) {
  var fnl = b2(d, b + 28), efl = b2(d, b + 30), fn = strFromU8(d.subarray(b + 46, b + 46 + fnl), !(b2(d, b + 8) & 2048)), es = b + 46 + fnl, _a2 = z64hs(d, es, efl, z, b4(d, b + 20), b4(d, b + 24), b4(d, b + 42)), sc = _a2[0], su = _a2[1], off = _a2[2];
  return [b2(d, b + 10), sc, su, fn, es + efl + b2(d, b + 32), off];
}, z64hs = function(d, b, l, z, sc, su, off) {
  var nsc = sc == 4294967295, nsu = su == 4294967295, noff = off == 4294967295, e = b + l, nf = nsc + nsu + noff;
  if (z && nf) {
    for (; b + 4 < e; b += 4 + b2(d, b + 2))
      if (b2(d, b) == 1)
        return [
          nsc ? b8(d, b + 4 + 8 * nsu) : sc,
          nsu ? b8(d, b + 4) : su,
          noff ? b8(d, b + 4 + 8 * (nsu + nsc)) : off,
          1
        ];
    z < 2 && err(13);
  }
  return [sc, su, off, 0];
};
function unzipSync(data, opts) {
  for (var files = {}, e = data.length - 22; b4(data, e) != 101010256; --e)
    (!e || data.length - e > 65558) && err(13);
  var c = b2(data, e + 8);
  if (!c)
    return {};
  var o = b4(data, e + 16), z = b4(data, e - 20) == 117853008;
  if (z) {
    var ze = b4(data, e - 12);
    z = b4(data, ze) == 101075792, z && (c = b4(data, ze + 32), o = b4(data, ze + 48));
  }
  for (var fltr = opts && opts.filter, i2 = 0; i2 < c; ++i2) {
    var _a2 = zh(data, o, z), c_2 = _a2[0], sc = _a2[1], su = _a2[2], fn = _a2[3], no = _a2[4], off = _a2[5], b = slzh(data, off);
    o = no, (!fltr || fltr({
      name: fn,
      size: sc,
      originalSize: su,
      compression: c_2
    })) && (c_2 ? c_2 == 8 ? files[fn] = inflateSync(data.subarray(b, b + sc), { out: new u8(su) }) : err(14, "unknown compression type " + c_2) : files[fn] = slc(data, b, b + sc));
  }
  return files;
}

// src/handler/chart-archive.rules.ts
var MAX_BYTES = 256 * 1024 * 1024, SYMBOLIC_LINK = 10, typeIn = (mode) => Math.floor(mode / 4096);
function filesInZip(zip) {
  let links = symbolicLinksIn(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength));
  if (links.length > 0) throw invalidEntry(links[0], "is a symbolic link");
  let files = unzipSync(zip, { filter: ({ originalSize }) => checkedSize(originalSize) });
  return checked(new Map(Object.entries(files).filter(([name]) => !name.endsWith("/"))));
}
function symbolicLinksIn(zip) {
  let end = zip.lastIndexOf(Buffer.from([80, 75, 5, 6])), links = [], at2 = end < 0 ? 0 : zip.readUInt32LE(end + 16);
  for (let left = end < 0 ? 0 : zip.readUInt16LE(end + 10); left > 0 && at2 + 46 <= zip.length; left--) {
    let [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at2 + offset)), mode = zip.readUInt16LE(at2 + 40);
    typeIn(mode) === SYMBOLIC_LINK && links.push(zip.subarray(at2 + 46, at2 + 46 + nameLength).toString()), at2 += 46 + nameLength + extraLength + commentLength;
  }
  return links;
}
function filesInTgz(packed) {
  let tar = (0, import_zlib.gunzipSync)(packed, { maxOutputLength: MAX_BYTES }), files = /* @__PURE__ */ new Map(), longName;
  for (let at2 = 0; at2 + BLOCK <= tar.length && tar[at2] !== 0; ) {
    let header = tar.subarray(at2, at2 + BLOCK), size = parseInt(textIn(header, 124, 12).trim() || "0", 8), content = tar.subarray(at2 + BLOCK, at2 + BLOCK + size), type = String.fromCharCode(header[156] || 48);
    if (type === "L")
      longName = textIn(content, 0, size);
    else if (type === "x")
      longName = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(content.toString())?.[1] ?? longName;
    else {
      let name = longName ?? [textIn(header, 345, 155), textIn(header, 0, 100)].filter(Boolean).join("/");
      if (type === "1" || type === "2") throw invalidEntry(name, "is a link");
      type === "0" && files.set(name, content), longName = void 0;
    }
    at2 += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return checked(files);
}
var BLOCK = 512, textIn = (bytes2, start, length) => bytes2.toString("utf8", start, start + length).replace(/\0.*$/s, "");
function checked(files) {
  for (let name of files.keys()) {
    if (/^([/\\]|[A-Za-z]:)/.test(name)) throw invalidEntry(name, "has an absolute path");
    if (name.split(/[/\\]/).includes("..")) throw invalidEntry(name, "is outside of the directory of the chart");
  }
  return files;
}
function checkedSize(bytes2) {
  if (bytes2 > MAX_BYTES) throw new Failure(`the chart archive has an entry of ${bytes2} bytes: must be at most ${MAX_BYTES}`);
  return !0;
}
var invalidEntry = (name, problem) => new Failure(`entry '${name}' of the chart archive ${problem}: a chart contains regular files in its directory only`), IN_TEMPLATES = /(^|\/)templates\//, PACKED_DEPENDENCY = /^((?:.*\/)?charts\/)[^/]+\.tgz$/, IN_CRDS = /(^|\/)crds\/[^/]/;
function crdChart(files) {
  let kept = withoutTemplates(files);
  return kept.some(([name]) => IN_CRDS.test(name)) ? new Map(kept) : void 0;
}
function withoutTemplates(files) {
  return [...files].flatMap(([name, content]) => {
    let [, folder] = PACKED_DEPENDENCY.exec(name) ?? [];
    return folder !== void 0 ? withoutTemplates(filesInTgz(content)).map(([inside, each]) => [`${folder}${inside}`, each]) : IN_TEMPLATES.test(name) ? [] : [[name, name.endsWith("Chart.yaml") ? withoutKubeVersion(content) : content]];
  });
}
var withoutKubeVersion = (chart) => Buffer.from(
  Buffer.from(chart).toString().replace(/^kubeVersion:.*\n?(?:[ \t]+.*\n?)*/m, "")
);

// src/handler/chart-files.ts
var fs = __toESM(require("fs")), path = __toESM(require("path"));
function writeFiles(folder, files) {
  for (let [name, content] of files) {
    let file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: !0 }), fs.writeFileSync(file, content);
  }
}
function readChart(chart) {
  if (!fs.statSync(chart).isDirectory())
    return new Map([...filesInTgz(fs.readFileSync(chart))].map(([name, content]) => [name.replace(/^(\.\/)?[^/]+\//, ""), content]));
  let files = fs.readdirSync(chart, { recursive: !0, withFileTypes: !0 }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      let file = path.join(entry.parentPath, entry.name);
      return [path.relative(chart, file).split(path.sep).join("/"), fs.readFileSync(file)];
    })
  );
}

// src/handler/ecr-registry.rules.ts
var HOSTS = [
  [".ecr", ["amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk", "csp.hci.ic.gov"]],
  ["-ecr", ["on.aws", "on.amazonwebservices.com.cn"]]
], literal = (text) => text.replace(/\./g, "\\."), ecrHostPatterns = (token = "(?!)") => HOSTS.map(
  ([service, suffixes]) => `(\\d{12}|${token})\\.dkr${literal(service)}(?:-fips)?\\.([a-z0-9-]+|${token})\\.(?:${suffixes.map(literal).join("|")}|${token})`
);
function ecrRegistryOf(host) {
  for (let pattern of ecrHostPatterns()) {
    let [, account, region] = new RegExp(`^${pattern}$`).exec(host) ?? [];
    if (account !== void 0) return { account, region };
  }
}

// src/handler/aws.ts
async function describeCluster(name, known) {
  try {
    let { cluster } = await new import_client_eks.EKSClient({}).send(new import_client_eks.DescribeClusterCommand({ name }));
    return { server: cluster?.endpoint ?? "", certificate: cluster?.certificateAuthority?.data ?? "" };
  } catch (error) {
    if (error.name === "ResourceNotFoundException") return;
    if (error.name === "AccessDeniedException" && known) return known;
    throw error;
  }
}
var RENEWED_AFTER = 7 * 6e4, SIGNED_FOR = 60, TokenKubeConfig = class {
  constructor(clusterName, endpoint, file, now) {
    this.clusterName = clusterName;
    this.endpoint = endpoint;
    this.file = file;
    this.now = now;
  }
  clusterName;
  endpoint;
  file;
  now;
  cachedToken;
  async currentFile() {
    return fs2.writeFileSync(this.file, kubeconfig(this.endpoint, await this.currentToken()), { mode: 384 }), this.file;
  }
  async access() {
    return { ...this.endpoint, token: await this.currentToken() };
  }
  refreshToken() {
    this.cachedToken = void 0;
  }
  async currentToken() {
    let { cachedToken: known } = this;
    if (known && this.now() - known.at <= RENEWED_AFTER) return known.token;
    let token = await tokenFor(this.clusterName);
    return this.cachedToken = { at: this.now(), token }, token;
  }
}, kubeconfig = ({ server, certificate }, token) => JSON.stringify({
  apiVersion: "v1",
  kind: "Config",
  "current-context": "cluster",
  clusters: [{ name: "cluster", cluster: { server, ...certificate ? { "certificate-authority-data": certificate } : {} } }],
  users: [{ name: "function", user: { token } }],
  contexts: [{ name: "cluster", context: { cluster: "cluster", user: "function" } }]
});
async function tokenFor(clusterName) {
  let {
    AWS_REGION: region = "",
    AWS_ACCESS_KEY_ID: accessKeyId = "",
    AWS_SECRET_ACCESS_KEY: secretAccessKey = "",
    AWS_SESSION_TOKEN: sessionToken
  } = process.env, hostname = stsHost(region), signed = await new import_signature_v4.SignatureV4({ service: "sts", region, credentials: { accessKeyId, secretAccessKey, sessionToken }, sha256: Sha256 }).presign(
    {
      method: "GET",
      protocol: "https:",
      hostname,
      path: "/",
      headers: { host: hostname, "x-k8s-aws-id": clusterName },
      query: { Action: "GetCallerIdentity", Version: "2011-06-15" }
    },
    { expiresIn: SIGNED_FOR }
  ), query = Object.entries(signed.query ?? {}).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`).join("&");
  return `k8s-aws-v1.${Buffer.from(`https://${hostname}/?${query}`).toString("base64url")}`;
}
function stsHost(region) {
  let suffix = process.env.URL_SUFFIX;
  if (!suffix)
    throw new Failure(
      "environment variable URL_SUFFIX, the domain of the AWS partition, is not set: deploy the stack of the function again"
    );
  return `sts.${region}.${suffix}`;
}
var Sha256 = class {
  hash;
  constructor(secret) {
    this.hash = secret === void 0 ? (0, import_crypto2.createHash)("sha256") : (0, import_crypto2.createHmac)("sha256", bytes(secret));
  }
  update(data) {
    this.hash.update(bytes(data));
  }
  digest() {
    return Promise.resolve(this.hash.digest());
  }
  reset() {
    throw new Error("a hash is used once");
  }
};
function bytes(data) {
  return typeof data == "string" ? Buffer.from(data) : ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}
async function download(bucket, key) {
  let { Body } = await new import_client_s3.S3Client({}).send(new import_client_s3.GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from(await Body.transformToByteArray());
}
async function fetchChart(address, folder) {
  let [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [], content = await download(bucket, key);
  if (key.endsWith(".zip")) return unpackedChart(content, folder, address);
  let file = path2.join(folder, "chart.tgz");
  return fs2.writeFileSync(file, content), file;
}
function unpackedChart(zip, folder, address) {
  let files = filesInZip(zip);
  writeFiles(folder, files);
  let [chart] = [...files.keys()].filter((name) => path2.basename(name) === "Chart.yaml").sort((a, b) => a.split("/").length - b.split("/").length);
  if (chart === void 0)
    throw new Failure(
      `Chart.yaml file is missing in ${address}: upload the directory of a chart, or the .tgz file that 'helm package' creates`
    );
  return path2.join(folder, path2.dirname(chart));
}
async function registryCredentials(registry) {
  let found = ecrRegistryOf(registry);
  if (!found) return;
  let { authorizationData = [] } = await new import_client_ecr.ECRClient({ region: found.region }).send(new import_client_ecr.GetAuthorizationTokenCommand({})), [user, password] = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString().split(":");
  return { user, password };
}
var MAX_PAYLOAD_BYTES = 1e6;
async function reinvoke(request2) {
  let payload = Buffer.from(JSON.stringify(request2));
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new Failure(`the request has ${payload.length} bytes: an asynchronous invocation accepts at most ${MAX_PAYLOAD_BYTES}`);
  await new import_client_lambda.LambdaClient({ maxAttempts: 8 }).send(
    new import_client_lambda.InvokeCommand({ FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME, InvocationType: "Event", Payload: payload })
  );
}

// src/handler/handler.ts
var import_crypto6 = require("crypto");

// src/handler/adopted-fields.rules.ts
var CLIENT_SIDE_APPLY = /* @__PURE__ */ new Set(["kubectl-client-side-apply", "kubectl", "before-first-apply"]);
function withClientSideFields(managed) {
  let theirs = managed.filter(
    ({ manager = "", operation, subresource }) => operation === "Update" && !subresource && CLIENT_SIDE_APPLY.has(manager)
  ), ours = managed.find(({ manager, operation, subresource }) => manager === FIELD_MANAGER && operation === "Apply" && !subresource);
  if (theirs.length === 0 || !ours) return;
  let fieldsV1 = [ours, ...theirs].map(({ fieldsV1: fields = {} }) => fields).reduce(union);
  return managed.filter((entry) => !theirs.includes(entry)).map((entry) => entry === ours ? { ...ours, fieldsV1 } : entry);
}
function union(one, other) {
  let result = { ...one };
  for (let [key, value] of Object.entries(other)) {
    let known = result[key];
    result[key] = known === void 0 ? value : union(known, value);
  }
  return result;
}

// src/handler/adoption.rules.ts
var EVERYTHING = "*", isAdopted = (adopt, ref) => adopt.includes(EVERYTHING) || adopt.includes(adoptionOf(ref)), adoptionOf = ({ kind, namespace, name }) => [kind, ...namespace ? [namespace] : [], name].join("/");

// src/handler/shared-objects.rules.ts
var CREATED_BY_EKS = /* @__PURE__ */ new Set([
  "ConfigMap/kube-system/amazon-vpc-cni",
  "ConfigMap/kube-system/aws-auth",
  "ConfigMap/kube-system/coredns",
  "ConfigMap/kube-system/kube-proxy",
  "ConfigMap/kube-system/kube-proxy-config",
  "ServiceAccount/kube-system/aws-node",
  "StorageClass/gp2"
]);
function isShared(ref) {
  let { kind, namespace, name } = ref;
  return isNamespace(ref) || kind === "ServiceAccount" && name === "default" ? !0 : CREATED_BY_EKS.has([kind, ...namespace ? [namespace] : [], name].join("/"));
}

// src/handler/claims.ts
function claimOf(context, ref, live) {
  let { owner, ownerAnnotations, inventories, had, adopt, isRollback } = context, ours = live === void 0 || ownerAnnotations.isOwnedBy(owner, live) || ownerAnnotations.isKeptBy(owner, live), claimant = inventories.otherOwnersOf(ref, owner).find(({ stackId }) => stackId !== owner.stackId);
  if (live === void 0 && !claimant) return { type: "own" };
  let mark = live && ownerAnnotations.ownerOf(live), isElsewhere = mark !== void 0 && mark.stack !== stackNameOf(owner.stackId);
  if (!isElsewhere && isShared(ref)) return mark || ours ? { type: "own" } : { type: "shared" };
  if (isElsewhere && isShared(ref)) return { type: "shared" };
  if (claimant || isElsewhere) {
    if (isAdopted(adopt, ref)) return { type: "adopted", previous: mark?.value };
    if (isRollback || had.has(keyOfRef(ref))) return { type: "left" };
    let [deployment, stack] = claimant ? [claimant.deployment, stackNameOf(claimant.stackId)] : [mark.deployment, mark.stack];
    return { type: "refused", reason: `${describeRef(ref)} is owned by ${deployment} of stack ${stack}` };
  }
  if (ours) return { type: "own" };
  let controller = live?.metadata?.ownerReferences?.find((reference) => reference.controller);
  if (controller && !had.has(keyOfRef(ref)))
    return { type: "refused", reason: `${describeRef(ref)} is controlled by ${controller.kind} '${controller.name}'` };
  if (mark) {
    if (!ownerAnnotations.isOfStack(mark, owner.stackId)) {
      let former = `a stack ${mark.stack} that does not exist any more, or of another cluster`;
      context.log(`${describeRef(ref)} is taken over from ${former}`);
    }
    return { type: "own" };
  }
  return isAdopted(adopt, ref) ? { type: "adopted" } : isRollback || had.has(keyOfRef(ref)) ? { type: "own" } : { type: "refused", reason: `${describeRef(ref)} already exists, and no deployment of this stack has applied it` };
}
function refusalMessage(refused) {
  let reasons = refused.slice(0, 5).map(({ reason }) => reason), more = refused.length > 5 ? [`and ${refused.length - 5} more`] : [], entries = [...refused.slice(0, 5).map(({ ref }) => `'${adoptionOf(ref)}'`), ...more.length > 0 ? ["\u2026"] : []].join(", ");
  return `${[...reasons, ...more].join(", ")}: an object has one owner. Delete it or remove it from its owner, or set adopt: Adoption.of(${entries}) in this deployment`;
}
var byKey = (objects) => new Map(objects.map((object) => [keyOfRef(refOf(object)), object]));

// src/handler/apply-order.data.ts
var APPLY_ORDER = [
  ["apiextensions.k8s.io/CustomResourceDefinition"],
  ["/Namespace"],
  [
    "storage.k8s.io/StorageClass",
    "storage.k8s.io/CSIDriver",
    "storage.k8s.io/VolumeAttributesClass",
    "snapshot.storage.k8s.io/VolumeSnapshotClass",
    "networking.k8s.io/IngressClass",
    "gateway.networking.k8s.io/GatewayClass",
    "scheduling.k8s.io/PriorityClass",
    "node.k8s.io/RuntimeClass"
  ],
  ["/ResourceQuota", "/LimitRange"],
  ["/ServiceAccount"],
  [
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding"
  ],
  ["/ConfigMap", "/Secret"],
  ["/Service", "/Endpoints", "discovery.k8s.io/EndpointSlice", "networking.k8s.io/NetworkPolicy"],
  ["/PersistentVolume", "/PersistentVolumeClaim"]
], AFTER_CUSTOM_RESOURCES = [
  [
    "/Pod",
    "/ReplicationController",
    "apps/Deployment",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "apps/ReplicaSet",
    "batch/Job",
    "batch/CronJob"
  ],
  ["policy/PodDisruptionBudget", "autoscaling/HorizontalPodAutoscaler"],
  ["networking.k8s.io/Ingress"],
  [
    "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
    "admissionregistration.k8s.io/MutatingWebhookConfiguration",
    "apiregistration.k8s.io/APIService"
  ]
];

// src/handler/apply-order.rules.ts
var CUSTOM_RESOURCE = APPLY_ORDER.length, RANKS = new Map([
  ...APPLY_ORDER.flatMap((kinds, rank) => kinds.map((kind) => [kind, rank])),
  ...AFTER_CUSTOM_RESOURCES.flatMap((kinds, rank) => kinds.map((kind) => [kind, CUSTOM_RESOURCE + 1 + rank]))
]), CALLS_PODS = CUSTOM_RESOURCE + AFTER_CUSTOM_RESOURCES.length, GUARDED = CALLS_PODS + 1, isCustomResource = (object) => !RANKS.has(groupKindOf(object));
function rankIn(manifest) {
  let guarded = guardedGroupsIn(manifest);
  return (object) => {
    let known = RANKS.get(groupKindOf(object));
    return known !== void 0 ? known : guarded.has(groupOf(object.apiVersion)) ? GUARDED : CUSTOM_RESOURCE;
  };
}
function inApplyOrder(objects) {
  let rank = rankIn(objects);
  return objects.map((object, index) => ({ object, index, rank: rank(object) })).sort((a, b) => a.rank - b.rank || a.index - b.index).map(({ object }) => object);
}
function guardedGroupsIn(manifest) {
  return new Set(
    manifest.filter((object) => RANKS.get(groupKindOf(object)) === CALLS_PODS).flatMap((configuration) => listAt(configuration, "webhooks")).flatMap((webhook) => listAt(webhook, "rules")).flatMap((rule) => listAt(rule, "apiGroups")).map(String).filter((group) => group !== "")
  );
}

// src/handler/manifest.rules.ts
var isDeletable = (object, { deletePersistentVolumeClaims, deleteNamespaces }) => deletePersistentVolumeClaims && isPvc(object) || deleteNamespaces && isNamespace(object), inNamespaces = ({ objects }, clusterScoped) => {
  let scopes = /* @__PURE__ */ new Set([...clusterScoped, ...clusterScopedKindsIn(objects)]);
  return inApplyOrder(objects.map((object) => withNamespace(object, scopes)));
}, retiredObject = (ref, removable) => removable ? { ...ref, removable } : ref, retiredByManifest = (manifest, clusterScoped) => inNamespaces(manifest, clusterScoped).map((object) => retiredObject(refOf(object), isDeletable(object, manifest))), retiredByInventory = ({ refs, removable = [], retired: before = [] }) => [
  ...refs.map((ref) => retiredObject(ref, removable.includes(keyOfRef(ref)))),
  ...before
], kindsOf = (...lists) => [
  ...new Map(lists.flatMap((objects = []) => objects).map((object) => [`${object.apiVersion} ${object.kind}`, object])).values()
], withoutDuplicates = (refs) => [...new Map([...refs].reverse().map((ref) => [keyOfRef(ref), ref])).values()].reverse();

// src/handler/applied-objects.ts
var AppliedObjects = class {
  constructor(context, owner, spec, inventories, had, previousKeys, isRollback) {
    this.context = context;
    this.owner = owner;
    this.spec = spec;
    this.inventories = inventories;
    this.had = had;
    this.previousKeys = previousKeys;
    this.isRollback = isRollback;
  }
  context;
  owner;
  spec;
  inventories;
  had;
  previousKeys;
  isRollback;
  async claims(objects) {
    let live = byKey(await this.context.kubernetes.get(objects.map(refOf), { metadataOnly: !0 })), { owner, inventories, had, isRollback } = this, { ownerAnnotations, run } = this.context, claims = {
      owner,
      ownerAnnotations,
      inventories,
      had,
      adopt: this.spec.adopt,
      isRollback,
      log: (message) => run.log(message)
    };
    return objects.map((object) => {
      let [ref, there] = [refOf(object), live.get(keyOfObject(object))];
      return { object, ref, live: there, claim: claimOf(claims, ref, there) };
    });
  }
  /** The objects as they are applied, with the annotations of their owner; without those that another stack has taken over. */
  async prepared(objects) {
    let claimed = await this.claims(objects);
    return failOnRefused(claimed), {
      objects: claimed.flatMap((each) => this.asApplied(each)),
      adopted: claimed.filter(({ claim }) => claim.type === "adopted").map(({ ref }) => ref)
    };
  }
  asApplied({ object, live, claim }) {
    if (claim.type === "left") return [];
    if (claim.type === "shared") return [object];
    let owned = withOwner(object, this.owner, this.context.ownerAnnotations, isDeletable(object, this.spec)), previous = claim.type === "adopted" ? claim.previous ?? NO_OWNER : this.previousOwner(object, live);
    if (previous === void 0) return [owned];
    let annotations = { ...owned.metadata?.annotations, [PREVIOUS_ANNOTATION]: previous };
    return [{ ...owned, metadata: { ...owned.metadata, annotations } }];
  }
  // until the owner before has let go of it, it is remembered on the object itself: its inventory may get lost
  previousOwner(object, live) {
    let { ownerAnnotations } = this.context;
    if (!live || this.previousKeys.has(keyOfObject(object))) return;
    let isOurs = ownerAnnotations.isOwnedBy(this.owner, live);
    if (isOurs && live.metadata?.annotations?.[PREVIOUS_ANNOTATION] === NO_OWNER) return NO_OWNER;
    let previous = ownerAnnotations.ownerOf(live, ...isOurs ? [PREVIOUS_ANNOTATION] : []);
    return !previous || this.inventories.isListedByOwner(previous.value, refOf(object), ownerAnnotations) === !1 || previous.stack === stackNameOf(this.owner.stackId) && !ownerAnnotations.isOfStack(previous, this.owner.stackId) ? void 0 : previous.value;
  }
};
function failOnRefused(claimed) {
  let refused = claimed.flatMap(({ ref, claim }) => claim.type === "refused" ? [{ ref, reason: claim.reason }] : []);
  if (refused.length > 0) throw new Failure(refusalMessage(refused));
}

// src/handler/injected-fields.data.ts
var INJECTED_FIELDS = [
  {
    kinds: [
      "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
      "admissionregistration.k8s.io/MutatingWebhookConfiguration"
    ],
    field: /^\.webhooks\[.*\]\.clientConfig\.caBundle$/,
    path: ["webhooks", "*", "clientConfig", "caBundle"],
    source: "cert-manager, pkg/controller/cainjector/injectors.go (webhook configurations)"
  },
  {
    kinds: ["apiextensions.k8s.io/CustomResourceDefinition"],
    field: /^\.spec\.conversion\.webhook\.clientConfig\.caBundle$/,
    path: ["spec", "conversion", "webhook", "clientConfig", "caBundle"],
    source: "cert-manager, pkg/controller/cainjector/injectors.go (CRDs)"
  },
  {
    kinds: ["apiregistration.k8s.io/APIService"],
    field: /^\.spec\.caBundle$/,
    path: ["spec", "caBundle"],
    source: "cert-manager, pkg/controller/cainjector/injectors.go (APIServices)"
  }
];

// src/handler/injected-fields.rules.ts
function withoutInjectedFields(object, conflicts) {
  return INJECTED_FIELDS.filter(
    ({ kinds, field }) => kinds.includes(groupKindOf(object)) && conflicts.some((conflict) => field.test(conflict.field))
  ).reduce((rest, { path: path5 }) => without(rest, path5), object);
}
var forcedConflicts = (object, conflicts) => conflicts.filter(
  (conflict) => !INJECTED_FIELDS.some(({ kinds, field }) => kinds.includes(groupKindOf(object)) && field.test(conflict.field))
);
function without(value, [step2, ...rest]) {
  if (step2 === "*") return Array.isArray(value) ? value.map((entry) => without(entry, rest)) : value;
  if (typeof value != "object" || value === null || !(step2 in value)) return value;
  let { [step2]: found, ...others } = value;
  return rest.length === 0 ? others : { ...others, [step2]: without(found, rest) };
}

// src/handler/rejections.rules.ts
var rejectionMessage = (rejections) => firstFive(rejections.map(messageOf), `
`);
function messageOf({ object, reason, cause }) {
  let described = describeRef(refOf(object));
  return cause === "immutable" && groupKindOf(object) === "batch/Job" ? `${described} ${IMMUTABLE_JOB}` : `${described} was rejected: ${reason}${HINTS2[cause] ?? ""}`;
}
var IMMUTABLE_JOB = `was rejected: the pod template of a Job is immutable. Give the Job another name, or set the annotation ${ON_IMMUTABLE}: replace, with which it is deleted and created again`, HINTS2 = {
  conflict: ". These fields have another field manager: remove them from the manifest, or remove conflicts: Conflicts.REFUSE",
  immutable: `. Give the object another name, or set the annotation ${ON_IMMUTABLE}: replace, with which it is deleted and created again`
}, hasContent = (object) => isPvc(object) || isNamespace(object) || isCrd(object), isReplacedWhenImmutable = ({ object, cause }) => cause === "immutable" && object.metadata?.annotations?.[ON_IMMUTABLE] === "replace" && !hasContent(object), isTriedLater = (rejection) => rejection.cause === "kind not served" || isReplacedWhenImmutable(rejection) || /does not support dry run/.test(rejection.reason), firstFive = (texts, separator = ", ") => [...texts.slice(0, 5), ...texts.length > 5 ? [`and ${texts.length - 5} more`] : []].join(separator), isOwnerAnnotationConflict = ({ conflicts = [] }) => conflicts.length > 0 && conflicts.every(({ field }) => OWNER_FIELDS.includes(field)), OWNER_FIELDS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);

// src/handler/apply-with-conflicts.ts
async function applyWithConflicts(kubernetes, objects, { refuseConflicts, dryRun, log }) {
  let rejections = await kubernetes.apply(objects, { forceConflicts: !1, dryRun }), isForced = (rejection) => rejection.cause === "conflict" && (!refuseConflicts || isOwnerAnnotationConflict(rejection)), forced = rejections.filter(isForced), final = rejections.filter((rejection) => !isForced(rejection));
  if (forced.length === 0) return final;
  let objectsToForce = forced.map(({ object, conflicts = [] }) => {
    let taken = forcedConflicts(object, conflicts).filter(({ field }) => !field.startsWith(".metadata.annotations.cdk-eks-strata/"));
    if (taken.length > 0 && !dryRun) {
      let fields = taken.map(({ field, manager }) => `${field} of ${manager}`);
      log(`${describeRef(refOf(object))}: fields of other managers are set again: ${fields.join(", ")}`);
    }
    return withoutInjectedFields(object, conflicts);
  });
  return [...final, ...await kubernetes.apply(objectsToForce, { forceConflicts: !0, dryRun })];
}

// src/handler/autoscaled-replicas.ts
var HANDOVER_MANAGER = `${FIELD_MANAGER}-handover`, SCALED = /* @__PURE__ */ new Set(["apps/Deployment", "apps/StatefulSet", "apps/ReplicaSet", "/ReplicationController"]), autoscaledIn = (objects) => new Set(objects.flatMap((object) => AUTOSCALERS.has(groupKindOf(object)) ? targetOf(object) : [])), AUTOSCALERS = /* @__PURE__ */ new Set(["autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject"]);
function targetOf(autoscaler) {
  let name = stringAt(autoscaler, "spec", "scaleTargetRef", "name");
  if (name === void 0) return [];
  let kind = stringAt(autoscaler, "spec", "scaleTargetRef", "kind") ?? "Deployment", apiVersion = stringAt(autoscaler, "spec", "scaleTargetRef", "apiVersion") ?? "apps/v1";
  return [keyOfRef({ apiVersion, kind, name, namespace: autoscaler.metadata?.namespace ?? "default" })];
}
var AutoscaledReplicas = class {
  constructor(kubernetes, manifest) {
    this.kubernetes = kubernetes;
    this.manifest = manifest;
    this.targets = this.findTargets();
  }
  kubernetes;
  manifest;
  targets;
  /**
   * The objects as they are applied. `replicas` of an existing object that an autoscaler sizes are left out. Where the manifest declared
   * them before, another manager owns them first: when the last manager of a field gives it up, it falls to its default, 1.
   */
  async withoutThem(objects, log) {
    let scaled = objects.filter((object) => SCALED.has(groupKindOf(object)));
    if (scaled.length === 0) return [...objects];
    let live = new Map((await this.kubernetes.get(scaled.map(refOf))).map((object) => [keyOfObject(object), object])), targets = await this.targets;
    return Promise.all(objects.map(async (object) => this.applied(object, live.get(keyOfObject(object)), targets, log)));
  }
  async applied(object, live, targets, log) {
    if (!live) return object;
    let { replicas, ...spec } = object.spec ?? {}, isLeftOut = replicas !== void 0 && targets.has(keyOfObject(object));
    return (isLeftOut || replicas === void 0) && ownsReplicas(live) && await this.handOver(refOf(object), live, log), isLeftOut ? { ...object, spec } : object;
  }
  async handOver(ref, live, log) {
    let { apiVersion, kind, namespace, name } = ref, replicas = at(live, "spec", "replicas"), owned = { apiVersion, kind, metadata: { name, ...namespace ? { namespace } : {} }, spec: { replicas } };
    await this.kubernetes.apply([owned], { forceConflicts: !0, fieldManager: HANDOVER_MANAGER }), log(`${kind} '${namespace}/${name}' keeps its ${String(replicas)} replicas: the manifest does not declare them any more`);
  }
  async findTargets() {
    let namespaces = new Set(
      this.manifest.filter((object) => SCALED.has(groupKindOf(object))).map(({ metadata }) => metadata?.namespace).filter((namespace) => namespace !== void 0)
    ), targets = autoscaledIn(this.manifest);
    for (let namespace of namespaces) {
      let live = await this.kubernetes.list({ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" }, { namespace });
      autoscaledIn(live).forEach((target) => targets.add(target));
    }
    return targets;
  }
}, ownsReplicas = ({ metadata }) => (metadata?.managedFields ?? []).some(
  ({ manager, operation, fieldsV1 }) => manager === FIELD_MANAGER && operation === "Apply" && at(fieldsV1, "f:spec", "f:replicas") !== void 0
);

// src/handler/batches.rules.ts
var BATCH_SIZE = 100;
function batchesOf(objects, from, rank = () => 0) {
  let batches = [];
  for (let object of objects.slice(from)) {
    let last = batches[batches.length - 1];
    last && last.length < BATCH_SIZE && rank(last[0]) === rank(object) ? last.push(object) : batches.push([object]);
  }
  return batches;
}

// src/handler/inventory.ts
var import_crypto3 = require("crypto"), import_zlib2 = require("zlib");
var FORMAT = 1, MAX_SECRET_BYTES = 7e5, DeploymentInventories = class _DeploymentInventories {
  constructor(inventories) {
    this.inventories = inventories;
  }
  inventories;
  /** A Secret that is not a readable record claims nothing; its name is told. */
  static async read(kubernetes, cluster, run) {
    let readable = (await kubernetes.list({ apiVersion: "v1", kind: "Secret" }, { namespace: kubernetes.home, selector: INVENTORY_LABEL })).flatMap((secret) => {
      let record = decoded(secret);
      return typeof record != "string" && record.cluster === cluster ? [record] : (run.logForFailure(
        `Secret '${kubernetes.home}/${secret.metadata?.name}' was ignored: ${typeof record == "string" ? record : "it is an inventory of another cluster"}`
      ), []);
    });
    return new _DeploymentInventories(readable);
  }
  keys = /* @__PURE__ */ new Map();
  forOwner({ stackId, deployment }) {
    return this.inventories.find((record) => isOwnedBy(record, stackId, deployment));
  }
  /** Those of all deployments of a stack, without releases. */
  ofStack(stackId) {
    return this.inventories.filter((record) => record.stackId === stackId && record.release === void 0);
  }
  /** The others that claim an object. */
  otherOwnersOf(ref, { stackId, deployment }) {
    let key = keyOfRef(ref);
    return this.inventories.filter((record) => !isOwnedBy(record, stackId, deployment) && this.keysOf(record).has(key));
  }
  /** Whether the owner in an annotation claims the object; undefined if it has no record. */
  isListedByOwner(annotation, ref, marks) {
    let record = this.inventories.find((each) => marks.valueFor(each, ref) === annotation);
    return record && this.keysOf(record).has(keyOfRef(ref));
  }
  /** An adopted object as it was, while its adoption is not committed. */
  snapshotOf(owner, ref) {
    return this.forOwner(owner)?.snapshots?.find((object) => keyOfObject(object) === keyOfRef(ref));
  }
  /** The other deployment that has a Helm release. */
  otherOwnerOfRelease(release, { stackId, deployment }) {
    return this.inventories.find((record) => record.release === release && !isOwnedBy(record, stackId, deployment));
  }
  /** The releases of other deployments whose CRDs contain the object. */
  releasesWith(ref, release) {
    let key = keyOfRef(ref);
    return this.inventories.filter((each) => each.release !== void 0 && each.release !== release && this.keysOf(each).has(key));
  }
  keysOf(record) {
    let known = this.keys.get(record) ?? new Set(record.refs.map(keyOfRef));
    return this.keys.set(record, known), known;
  }
}, manifestHash = (objects) => (0, import_crypto3.createHash)("sha256").update(JSON.stringify(objects)).digest("hex").slice(0, 32), desiredObjectOf = ({ objects = [] }, ref) => objects.find((object) => keyOfObject(object) === keyOfRef(ref));
async function writeInventory(kubernetes, record) {
  let secret = secretOf(record, kubernetes.home), [refusal] = await kubernetes.apply([secret], { forceConflicts: !0 });
  if (!refusal) return;
  await kubernetes.delete([refOf(secret)], "background");
  let [again] = await kubernetes.apply([secret], { forceConflicts: !0 });
  if (again) throw new Error(`the inventory of ${record.deployment} cannot be written: ${again.reason}`);
}
function secretOf(record, namespace) {
  let { objects: _, ...withSnapshots } = record, { snapshots: __, ...small } = withSnapshots, [complete = encoded(small)] = [record, withSnapshots].map(encoded).filter((text) => text.length <= MAX_SECRET_BYTES);
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: TYPE,
    metadata: {
      namespace,
      name: secretNameOf(record),
      labels: { [INVENTORY_LABEL]: "deployment", "app.kubernetes.io/managed-by": FIELD_MANAGER }
    },
    data: { record: complete }
  };
}
async function deleteInventory(kubernetes, owner) {
  await kubernetes.delete([{ apiVersion: "v1", kind: "Secret", namespace: kubernetes.home, name: secretNameOf(owner) }], "background");
}
var isOwnedBy = (record, stackId, deployment) => record.stackId === stackId && record.deployment === deployment, secretNameOf = ({ deployment, stackId }) => `cdk-eks-strata-${(0, import_crypto3.createHash)("sha256").update(`${stackId} ${deployment}`).digest("hex").slice(0, 32)}`, TYPE = "cdk-eks-strata/record", encoded = (record) => (0, import_zlib2.gzipSync)(JSON.stringify({ format: FORMAT, ...record })).toString("base64");
function decoded({ data, type, metadata }) {
  if (type !== TYPE) return `its type is not ${TYPE}`;
  let record = parsed2(data?.record);
  if (record === void 0) return "its content cannot be read";
  let { format, ...rest } = record;
  if (format !== FORMAT) return `its format is ${JSON.stringify(format)}, and this function supports ${FORMAT}`;
  let { stackId, deployment, cluster, refs } = rest;
  if (!([stackId, deployment, cluster].every((each) => typeof each == "string") && Array.isArray(refs) && refs.every(isRef))) return "its content is not an inventory";
  let ours = rest;
  return metadata?.name === secretNameOf(ours) ? ours : "its name does not match its deployment";
}
function parsed2(text) {
  try {
    let value = JSON.parse(
      (0, import_zlib2.gunzipSync)(Buffer.from(String(text), "base64"), { maxOutputLength: MAX_DECOMPRESSED_BYTES }).toString()
    );
    return typeof value == "object" && value !== null && !Array.isArray(value) ? value : void 0;
  } catch {
    return;
  }
}
var MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024, isRef = (ref) => typeof ref == "object" && ref !== null && ["apiVersion", "kind", "name"].every((field) => typeof ref[field] == "string");

// src/handler/hand-over.ts
async function handOver({ kubernetes, ownerAnnotations }, records, owner, refs) {
  let claimants = (ref) => records.otherOwnersOf(ref, owner), live = new Map(
    (await kubernetes.get(refs.filter((ref) => claimants(ref).length > 0))).map((object) => [keyOfObject(object), object])
  ), wanted = refs.flatMap((ref) => {
    let others = claimants(ref), object = live.get(keyOfRef(ref)), mark = object && ownerAnnotations.ownerOf(object), claimant = others.find(({ stackId }) => mark && ownerAnnotations.isOfStack(mark, stackId)) ?? others[0];
    return (claimant && desiredObjectOf(claimant, ref)) ?? [];
  }), refusals = wanted.length > 0 ? await kubernetes.apply(wanted, { forceConflicts: !0 }) : [];
  if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
}

// src/handler/namespaces.ts
async function waitForNamespaces(run, kubernetes, objects, endsAt) {
  let refs = [...new Set(
    objects.map((object) => isNamespace(object) ? object.metadata?.name : object.metadata?.namespace).filter((name) => name !== void 0)
  )].map((name) => ({ apiVersion: "v1", kind: "Namespace", name })), terminating = [];
  if (!await pollUntil(run, endsAt, async () => (terminating = (await kubernetes.get(refs)).filter(({ metadata }) => metadata?.deletionTimestamp !== void 0), refs = refs.filter(({ name }) => terminating.some(({ metadata }) => metadata?.name === name)), terminating.length === 0 ? !0 : void 0))) throw new Failure(terminating.map(terminatingMessage).join(`
`));
}
function terminatingMessage(namespace) {
  let reasons = listAt(namespace, "status", "conditions").filter((condition2) => stringAt(condition2, "status") === "True").map((condition2) => `${stringAt(condition2, "type")}: ${stringAt(condition2, "message")}`);
  return [`Namespace '${namespace.metadata?.name}' is being deleted and does not end${finalizersOf(namespace)}`, ...reasons].join(`
  `);
}

// src/handler/replace-objects.ts
var DELETION_WAIT = 5 * 6e4;
async function replaceObjects(run, kubernetes, objects) {
  let live = await kubernetes.get(objects.map(refOf), { metadataOnly: !0 });
  run.log(`replaced, because an immutable field changes: ${live.map((object) => describeRef(refOf(object))).join(", ")}`), await kubernetes.delete(live.map((object) => ({ ...refOf(object), uid: object.metadata?.uid })));
  let uids = new Set(live.map(({ metadata }) => metadata?.uid));
  if (!await pollUntil(run, run.clock.now() + DELETION_WAIT, async () => (await kubernetes.get(objects.map(refOf), { metadataOnly: !0 })).filter(({ metadata }) => uids.has(metadata?.uid)).length === 0 ? !0 : void 0)) throw new Failure(`timed out waiting for the deletion of ${live.map((object) => describeRef(refOf(object))).join(", ")}`);
  return kubernetes.apply(objects, { forceConflicts: !0 });
}

// src/handler/scope-check.ts
async function failOutside(kubernetes, spec, objects) {
  let { namespaces } = spec;
  if (namespaces.length === 0) return;
  let outside = inNamespaces({ ...spec, objects }, await kubernetes.clusterScopedKinds(kindsOf(objects))).filter(({ metadata }) => !namespaces.includes(metadata?.namespace ?? ""));
  if (outside.length !== 0)
    throw new Failure(
      `${firstFive(outside.map(inWords))}: the delivery is limited to namespaces ${namespaces.join(", ")}. Deploy them with the stack of the platform, or set metadata.namespace to one of these namespaces`
    );
}
var inWords = (object) => `${describeRef(refOf(object))} is ${object.metadata?.namespace === void 0 ? "cluster-scoped" : "in another namespace"}`;

// src/handler/diagnostics.ts
async function diagnosticsOf(kubernetes, object) {
  let namespace = object.metadata?.namespace;
  if (namespace === void 0) return [];
  try {
    let pod = await failingPod(kubernetes, object, namespace), involved = [object, ...pod ? [pod] : []].map(({ kind, metadata }) => `${kind}/${metadata?.name}`);
    return [...(await kubernetes.list({ apiVersion: "v1", kind: "Event" }, { namespace })).filter(
      (event) => involved.includes(`${stringAt(event, "involvedObject", "kind")}/${stringAt(event, "involvedObject", "name")}`) && stringAt(event, "type") !== "Normal"
    ).sort((a, b) => timeOf(a).localeCompare(timeOf(b))).slice(-3).map(
      (event) => `${stringAt(event, "involvedObject", "kind")} '${stringAt(event, "involvedObject", "name")}': ${stringAt(event, "reason")}: ${truncated(stringAt(event, "message") ?? "", 300)}`
    ), ...pod ? await podDiagnostics(kubernetes, pod, namespace) : []];
  } catch {
    return [];
  }
}
var timeOf = (event) => stringAt(event, "lastTimestamp") ?? stringAt(event, "eventTime") ?? "", truncated = (text, length) => text.length > length ? `${text.slice(0, length)}\u2026` : text;
async function failingPod(kubernetes, object, namespace) {
  let labels = Object.entries(at(object, "spec", "selector", "matchLabels") ?? {});
  if (labels.length === 0) return;
  let pods = await kubernetes.list(
    { apiVersion: "v1", kind: "Pod" },
    { namespace, selector: labels.map(([key, value]) => `${key}=${value}`).join(",") }
  );
  return pods.find((pod) => failingContainer(pod) !== void 0) ?? pods.find((pod) => stringAt(pod, "status", "phase") === "Pending");
}
function failingContainer(pod) {
  return ["initContainerStatuses", "containerStatuses"].flatMap((field) => listAt(pod, "status", field)).find(
    (status) => at(status, "ready") !== !0 && (at(status, "state", "waiting") !== void 0 || Number(at(status, "restartCount") ?? 0) > 0)
  );
}
var MAX_LOG_BYTES = 2e3;
async function podDiagnostics(kubernetes, pod, namespace) {
  let stuck = failingContainer(pod), name = stringAt(stuck, "name");
  if (name === void 0) return [];
  let reason = stringAt(stuck, "state", "waiting", "reason"), restarts = Number(at(stuck, "restartCount") ?? 0), lines = (await kubernetes.logs(namespace, pod.metadata?.name ?? "", name, restarts > 0).catch(() => "")).trimEnd().split(`
`).filter(Boolean).slice(-20).map((line) => `  ${truncated(line, 200)}`), last = lines.filter((_, index) => Buffer.byteLength(JSON.stringify(lines.slice(index))) <= MAX_LOG_BYTES);
  return [`container '${name}' of pod '${pod.metadata?.name}': ${[reason, `${restarts} restarts`].filter(Boolean).join(", ")}`, ...last];
}

// src/handler/readiness.rules.ts
var READY = { state: "ready" }, waiting = (why) => ({ state: "waiting", reason: why }), failed = (why) => ({ state: "failed", reason: why }), CHECKS = {
  "apiextensions.k8s.io/CustomResourceDefinition": { category: "definitions", ready: byCondition("Established") },
  "apiregistration.k8s.io/APIService": { category: "definitions", ready: byCondition("Available") },
  "apps/Deployment": { category: "rollouts", ready: deploymentReady },
  "apps/StatefulSet": { category: "rollouts", ready: statefulSetReady },
  "apps/DaemonSet": { category: "rollouts", ready: daemonSetReady },
  "/Pod": { category: "rollouts", ready: podReady },
  "batch/Job": { category: "jobs", ready: jobReady },
  "/PersistentVolumeClaim": { category: "claims", ready: pvcReady },
  "/Service": {
    category: "loadBalancers",
    ready: (object) => stringAt(object, "spec", "type") === "LoadBalancer" ? loadBalancerReady(object) : READY
  },
  "networking.k8s.io/Ingress": { category: "loadBalancers", ready: loadBalancerReady },
  "gateway.networking.k8s.io/Gateway": { category: "loadBalancers", ready: byCondition("Programmed") }
}, isWaitedFor = (object, skipped) => {
  let check = CHECKS[groupKindOf(object)];
  return check !== void 0 && !skipped.has(check.category);
}, readinessOf = (object) => CHECKS[groupKindOf(object)]?.ready(object) ?? READY, number = (value, ...path5) => Number(at(value, ...path5) ?? 0), condition = (object, type) => listAt(object, "status", "conditions").find((each) => stringAt(each, "type") === type), messageOf2 = (value) => [stringAt(value, "reason"), stringAt(value, "message")].filter(Boolean).join(": ");
function byCondition(type) {
  return (object) => {
    let found = condition(object, type);
    return stringAt(found, "status") === "True" ? READY : waiting(messageOf2(found) || `not ${type.toLowerCase()} yet`);
  };
}
var isObservedGenerationStale = (object) => number(object, "status", "observedGeneration") < number(object.metadata, "generation");
function deploymentReady(object) {
  if (at(object, "spec", "paused") === !0) return READY;
  if (isObservedGenerationStale(object)) return waiting("waiting for spec update to be observed");
  let progress = condition(object, "Progressing");
  if (stringAt(progress, "reason") === "ProgressDeadlineExceeded") return failed(messageOf2(progress));
  let [wanted, updated, all, available] = [
    desiredReplicas(object),
    number(object, "status", "updatedReplicas"),
    number(object, "status", "replicas"),
    number(object, "status", "availableReplicas")
  ];
  return updated < wanted ? waiting(`${updated} out of ${wanted} new replicas have been updated`) : all > updated ? waiting(`${all - updated} old replicas are pending termination`) : available < wanted ? waiting(`${available} of ${wanted} updated replicas are available`) : READY;
}
var desiredReplicas = (object) => Number(at(object, "spec", "replicas") ?? 1);
function statefulSetReady(object) {
  if (stringAt(object, "spec", "updateStrategy", "type") === "OnDelete") return READY;
  if (isObservedGenerationStale(object)) return waiting("waiting for spec update to be observed");
  let wanted = desiredReplicas(object), partition = number(object, "spec", "updateStrategy", "rollingUpdate", "partition"), [ready, updated] = [number(object, "status", "readyReplicas"), number(object, "status", "updatedReplicas")];
  return ready < wanted ? waiting(`${ready} of ${wanted} pods are ready`) : (stringAt(object, "status", "currentRevision") === stringAt(object, "status", "updateRevision") ? 0 : wanted - partition - updated) > 0 ? waiting(`${updated} out of ${wanted - partition} new pods have been updated`) : READY;
}
function daemonSetReady(object) {
  if (stringAt(object, "spec", "updateStrategy", "type") === "OnDelete") return READY;
  if (isObservedGenerationStale(object)) return waiting("waiting for spec update to be observed");
  let [wanted, updated, available] = ["desiredNumberScheduled", "updatedNumberScheduled", "numberAvailable"].map(
    (field) => number(object, "status", field)
  );
  return updated < wanted ? waiting(`${updated} out of ${wanted} new pods have been updated`) : available < wanted ? waiting(`${available} of ${wanted} updated pods are available`) : READY;
}
function podReady(object) {
  let phase = stringAt(object, "status", "phase");
  return phase === "Succeeded" || stringAt(condition(object, "Ready"), "status") === "True" ? READY : phase === "Failed" ? failed(messageOf2(at(object, "status")) || "phase Failed") : waiting(`phase ${phase ?? "unknown"}`);
}
function jobReady(object) {
  if (at(object, "spec", "suspend") === !0) return READY;
  let ended = condition(object, "Failed");
  return stringAt(ended, "status") === "True" ? failed(messageOf2(ended)) : stringAt(condition(object, "Complete"), "status") === "True" ? READY : waiting(`${number(object, "status", "succeeded")} of ${Number(at(object, "spec", "completions") ?? 1)} completions succeeded`);
}
function pvcReady(object) {
  let phase = stringAt(object, "status", "phase");
  return phase === "Lost" ? failed("phase Lost: its PersistentVolume does not exist any more") : phase === "Bound" ? READY : waiting("not bound to a PersistentVolume yet");
}
function loadBalancerReady(object) {
  let [first] = listAt(object, "status", "loadBalancer", "ingress");
  return stringAt(first, "hostname") || stringAt(first, "ip") ? READY : waiting("no load balancer address in its status yet");
}

// src/handler/wait-for-readiness.ts
async function waitForReadiness(run, kubernetes, objects, endsAt, skipped = /* @__PURE__ */ new Set()) {
  let waited = objects.filter((object) => isWaitedFor(object, skipped)), unready = [];
  if (!await pollUntil(run, endsAt, async () => {
    unready = await unreadyOf(kubernetes, waited);
    let failed2 = unready.filter(({ readiness }) => readiness.state === "failed");
    if (failed2.length > 0) throw new Failure(await timeoutMessage(kubernetes, failed2, "failed"));
    return unready.length === 0 ? !0 : void 0;
  })) throw new Failure(await timeoutMessage(kubernetes, unready, "not ready in time"));
}
async function unreadyOf(kubernetes, waited) {
  let unready = [];
  for (let [wanted, live] of await liveObjectsOf(kubernetes, waited)) {
    if (live === void 0 && groupKindOf(wanted) === "batch/Job") continue;
    let readiness = live ? readinessOf(live) : { state: "waiting", reason: "not found" };
    readiness.state === "ready" || live && await isWaitForFirstConsumer(kubernetes, live) || unready.push({ object: live ?? wanted, readiness });
  }
  return unready;
}
var MAX_READS = 20;
async function liveObjectsOf(kubernetes, wanted) {
  let places = /* @__PURE__ */ new Map();
  for (let object of wanted) {
    let place = `${object.apiVersion}/${object.kind} ${object.metadata?.namespace ?? ""}`;
    places.set(place, [...places.get(place) ?? [], object]);
  }
  let live = /* @__PURE__ */ new Map();
  for (let objects of places.values())
    for (let each of await readOrList(kubernetes, objects)) live.set(keyOfObject(each), each);
  return wanted.map((object) => [object, live.get(keyOfObject(object))]);
}
async function readOrList(kubernetes, objects) {
  let [{ apiVersion, kind, metadata }] = objects;
  return objects.length <= MAX_READS || isCrd(objects[0]) ? kubernetes.get(objects.map(refOf)) : kubernetes.list({ apiVersion, kind }, { namespace: metadata?.namespace });
}
async function isWaitForFirstConsumer(kubernetes, claim) {
  if (groupKindOf(claim) !== "/PersistentVolumeClaim") return !1;
  let name = stringAt(claim, "spec", "storageClassName");
  if (!name) return !1;
  let [found] = await kubernetes.get([{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", name }]);
  return found ? stringAt(found, "volumeBindingMode") === "WaitForFirstConsumer" : hasWaitEvent(kubernetes, claim);
}
async function hasWaitEvent(kubernetes, { metadata }) {
  return (await kubernetes.list({ apiVersion: "v1", kind: "Event" }, { namespace: metadata?.namespace })).some(
    (event) => stringAt(event, "reason") === "WaitForFirstConsumer" && stringAt(event, "involvedObject", "kind") === "PersistentVolumeClaim" && stringAt(event, "involvedObject", "name") === metadata?.name
  );
}
async function timeoutMessage(kubernetes, unready, what) {
  let lines = unready.slice(0, 5).map(({ object, readiness }) => `${describeRef(refOf(object))} ${what}: ${"reason" in readiness ? readiness.reason : ""}`), more = unready.length > 5 ? [`and ${unready.length - 5} more`] : [];
  return [...lines, ...more, ...await diagnosticsOf(kubernetes, unready[0].object)].join(`
`);
}

// src/handler/apply-objects.ts
var WEBHOOK_WAIT = 5 * 6e4, STEPS = ["check", "definitions", "try", "inventory", "apply", "late", "hand over", "wait"], ObjectsApplier = class {
  constructor(context, request2, spec) {
    this.context = context;
    this.request = request2;
    this.spec = spec;
    this.owner = { stackId: request2.StackId, deployment: spec.deployment };
  }
  context;
  request;
  spec;
  /** How far this run has come, for the next one. */
  progress = { step: "check", done: 0 };
  owner;
  /** Of the state of the stack that the request comes from. */
  previousObjects = [];
  rollback;
  inventories;
  async apply({ step: step2, done = 0, startedAt }) {
    let objects = await this.placedObjects();
    for (let next of STEPS.slice(Math.max(0, STEPS.indexOf(step2))))
      this.setProgress(next, next === step2 ? done : 0), await this.runStep(next, objects, startedAt);
  }
  setProgress(step2, done) {
    this.progress = { step: step2, done };
  }
  async runStep(step2, objects, startedAt) {
    let endsAt = startedAt + Math.min(this.spec.timeoutMilliseconds, MAX_DURATION), [definitions, others] = [objects.filter(isDefinition), objects.filter((object) => !isDefinition(object))];
    switch (step2) {
      case "check":
        return this.check(objects);
      case "definitions":
        return this.applyDefinitions(definitions, objects, endsAt);
      case "try":
        return this.try(others);
      case "inventory":
        return this.saveInventory(objects);
      case "apply":
        return this.applyAll(others, objects);
      case "late":
        return this.applyLate(others, objects, endsAt);
      case "hand over":
        return this.handOver();
      case "wait":
        return this.waitUntilReady(objects, endsAt);
    }
  }
  /** With the namespace that they end up in, in the order of their application. */
  async placedObjects() {
    let { spec } = this, scoped = await this.context.kubernetes.clusterScopedKinds(kindsOf(spec.objects, spec.previous?.objects));
    return spec.previous && (this.previousObjects = retiredByManifest(spec.previous, scoped)), inNamespaces(spec, scoped);
  }
  /** Nothing is written before every owner agrees. */
  async check(objects) {
    await failOutside(this.context.kubernetes, this.spec, objects);
    let applied = await this.appliedObjects();
    for (let batch of batchesOf(objects, 0))
      this.checkDeadline(), failOnRefused(await applied.claims(batch));
  }
  /** Namespaces and CRDs, so that what is in them, or of their kinds, can be tried. */
  async applyDefinitions(definitions, manifest, endsAt) {
    let { run, kubernetes } = this.context;
    if (await waitForNamespaces(run, kubernetes, manifest, endsAt), definitions.length === 0) return;
    await this.saveInventory(manifest);
    let applied = await this.appliedObjects();
    for (let batch of batchesOf(definitions, 0))
      this.checkDeadline(), await this.applyBatch(applied, batch);
    await waitForReadiness(run, kubernetes, definitions.filter(isCrd), endsAt);
  }
  /** Nothing else is written before the API server would accept all of it. */
  async try(objects) {
    let applied = await this.appliedObjects(), rejections = [];
    for (let batch of batchesOf(objects, 0)) {
      this.checkDeadline();
      let { objects: next } = await applied.prepared(batch);
      rejections.push(...await applyWithConflicts(this.context.kubernetes, next, { ...await this.conflictOptions(), dryRun: !0 }));
    }
    let final = rejections.filter((rejection) => !isTriedLater(rejection));
    if (final.length > 0) throw new Failure(rejectionMessage(final));
  }
  async saveInventory(objects) {
    let { kubernetes, ownerAnnotations } = this.context, before = await this.ownInventory(), { RequestId: writtenFor } = this.request, isRepeated = before?.writtenFor === writtenFor, refs = objects.map(refOf), now = new Set(refs.map(keyOfRef)), givenUp = [...before?.refs ?? [], ...before?.givenUp ?? []].filter((ref) => !now.has(keyOfRef(ref))), retired = withoutDuplicates([...before ? retiredByInventory(before) : [], ...this.previousObjects]).filter(
      (ref) => !now.has(keyOfRef(ref))
    ), rollback = await this.isRollback(), content = manifestHash(this.spec.objects), known = new Set(before?.snapshots?.map(keyOfObject)), { adopted } = this.spec.adopt.length > 0 ? await (await this.appliedObjects()).prepared(objects) : { adopted: [] }, snapshots = await kubernetes.get(adopted.filter((ref) => !known.has(keyOfRef(ref))));
    await writeInventory(kubernetes, {
      ...this.owner,
      cluster: ownerAnnotations.cluster,
      refs,
      removable: objects.filter((object) => isDeletable(object, this.spec)).map(keyOfObject),
      objects: objects.map((object) => withOwner(object, this.owner, ownerAnnotations, isDeletable(object, this.spec))),
      retired,
      givenUp,
      // a run that died is repeated, and finds the inventory that it wrote itself
      formerly: isRepeated ? before.formerly : givenUp,
      volumes: before?.volumes,
      writtenFor,
      content,
      // in a forward update the state that the stack comes from is the last good one
      committed: isRepeated || rollback ? before?.committed : this.previousHash() ?? before?.committed,
      rollback,
      snapshots: [...before?.snapshots ?? [], ...snapshots]
    }), this.inventories = void 0;
  }
  async applyAll(others, manifest) {
    let applied = await this.appliedObjects(), replicas = new AutoscaledReplicas(this.context.kubernetes, manifest), rank = rankIn(manifest), { done } = this.progress;
    for (let batch of batchesOf(others, done, rank))
      this.checkDeadline(), rank(batch[0]) === CALLS_PODS && await this.waitForWebhookPods(batch, manifest), await this.applyBatch(applied, batch, replicas), done += batch.length, this.setProgress("apply", done);
  }
  /** Objects of kinds that were not served: their operator may be in this very manifest. */
  async applyLate(others, manifest, endsAt) {
    let missing = await this.missingOf(others.filter(isCustomResource));
    if (missing.length === 0) return;
    let unserved = [];
    if (!await pollUntil(this.context.run, endsAt, async () => (unserved = await this.unservedOf(missing), unserved.length === 0 ? !0 : void 0))) {
      let [{ kind, apiVersion }] = unserved;
      throw new Failure(
        `no matches for kind "${kind}" in version "${apiVersion}" after ${Math.round(this.spec.timeoutMilliseconds / 6e4)} minutes: deploy the operator or the CRD of this kind before, or in the same deployment`
      );
    }
    await failOutside(this.context.kubernetes, this.spec, missing);
    let applied = await this.appliedObjects();
    for (let batch of batchesOf(missing, 0, rankIn(manifest)))
      this.checkDeadline(), await this.applyBatch(applied, batch);
  }
  async applyBatch(applied, batch, replicas) {
    let { run, kubernetes } = this.context, prepared = await applied.prepared(batch), log = (message) => run.log(message), objects = replicas ? await replicas.withoutThem(prepared.objects, log) : prepared.objects, options = await this.conflictOptions(), rejections = (await applyWithConflicts(kubernetes, objects, options)).filter(({ cause }) => cause !== "kind not served"), replaced = rejections.filter(isReplacedWhenImmutable).map(({ object }) => object), final = rejections.filter((rejection) => !isReplacedWhenImmutable(rejection));
    if (replaced.length > 0 && final.push(...await replaceObjects(run, kubernetes, replaced)), final.length > 0) throw new Failure(rejectionMessage(final));
    let adopted = new Set(prepared.adopted.map(keyOfRef));
    await this.takeClientSideFields(objects.filter((object) => adopted.has(keyOfObject(object))));
  }
  // fields that kubectl apply set, and that the manifest does not declare, are removed as those of a former version are
  async takeClientSideFields(objects) {
    let { kubernetes } = this.context;
    for (let live of objects.length > 0 ? await kubernetes.get(objects.map(refOf)) : []) {
      let managedFields = withClientSideFields(live.metadata?.managedFields ?? []);
      if (!managedFields) continue;
      await kubernetes.setManagedFields(refOf(live), managedFields);
      let wanted = objects.filter((object) => keyOfObject(object) === keyOfObject(live)), rejections = await kubernetes.apply(wanted, { forceConflicts: !0 });
      if (rejections.length > 0) throw new Failure(rejectionMessage(rejections));
    }
  }
  // the API server calls a new webhook from then on, also for the pods that answer it
  async waitForWebhookPods(webhooks, manifest) {
    let { run, kubernetes } = this.context;
    if ((await this.missingOf(webhooks)).length === 0) return;
    let skipped = /* @__PURE__ */ new Set(["jobs", "claims", "loadBalancers", "definitions"]), endsAt = Math.min(run.clock.now() + WEBHOOK_WAIT, run.deadline);
    await waitForReadiness(run, kubernetes, manifest, endsAt, skipped).catch((error) => {
      if (!(error instanceof Failure)) throw error;
      run.log(`webhooks are registered before their pods are ready: ${error.message}`);
    });
  }
  async missingOf(objects) {
    return (await (await this.appliedObjects()).claims(objects)).filter(({ live, claim }) => live === void 0 && claim.type !== "left").map(({ object }) => object);
  }
  async unservedOf(objects) {
    let unserved = [];
    for (let kind of kindsOf(objects)) await this.context.kubernetes.serves(kind) || unserved.push(kind);
    return unserved;
  }
  async handOver() {
    this.inventories = void 0;
    let inventories = await this.readInventories(), own = inventories.forOwner(this.owner);
    if (!own?.givenUp?.length) return;
    await handOver(this.context, inventories, own, own.givenUp);
    let { givenUp: _, ...rest } = own;
    await writeInventory(this.context.kubernetes, rest);
  }
  async waitUntilReady(objects, endsAt) {
    let { run, kubernetes } = this.context, left = await this.leftToOthers(objects), waited = objects.filter((object) => !left.has(keyOfObject(object)));
    try {
      await waitForReadiness(run, kubernetes, waited, endsAt, this.spec.skippedWaits);
    } catch (error) {
      if (!(error instanceof Failure) || !await this.isRollback()) throw error;
      run.log(`rolled back, and not ready: ${error.message}`);
    }
  }
  async leftToOthers(objects) {
    let claims = await (await this.appliedObjects()).claims(objects);
    return new Set(claims.filter(({ claim }) => claim.type === "left").map(({ object }) => keyOfObject(object)));
  }
  async appliedObjects() {
    let inventories = await this.readInventories(), own = inventories.forOwner(this.owner), previousKeys = new Set(this.previousObjects.map(keyOfRef)), had = [own?.refs, own?.givenUp, own?.formerly, own?.retired].flatMap((refs = []) => refs.map(keyOfRef)), all = /* @__PURE__ */ new Set([...had, ...previousKeys]);
    return new AppliedObjects(this.context, this.owner, this.spec, inventories, all, previousKeys, await this.isRollback());
  }
  async conflictOptions() {
    return { refuseConflicts: this.spec.refuseConflicts && !await this.isRollback(), log: (message) => this.context.run.log(message) };
  }
  /** An update to the content of the last good state, after another content was applied that was not committed. */
  async isRollback() {
    if (this.rollback !== void 0) return this.rollback;
    let before = await this.ownInventory(), content = manifestHash(this.spec.objects), returns = before?.committed === content && before.content !== content;
    return this.rollback = before?.writtenFor === this.request.RequestId ? before.rollback === !0 : this.request.RequestType === "Update" && returns, this.rollback;
  }
  previousHash() {
    return this.spec.previous && manifestHash(this.spec.previous.objects);
  }
  async ownInventory() {
    return (await this.readInventories()).forOwner(this.owner);
  }
  // once before the inventory of this request is written, once after it, and again where others may have written theirs
  async readInventories() {
    let { kubernetes, ownerAnnotations, run } = this.context;
    return this.inventories = this.inventories ?? DeploymentInventories.read(kubernetes, ownerAnnotations.cluster, run), this.inventories;
  }
  checkDeadline() {
    if (this.context.run.clock.now() > this.context.run.deadline) throw new InvocationTimeout();
  }
}, isDefinition = (object) => isCrd(object) || isNamespace(object);

// src/handler/awaited-value.ts
async function awaitValue(run, kubernetes, { object, path: path5 }, endsAt) {
  let found = await pollUntil(run, endsAt, async () => {
    let [live] = await kubernetes.get([object]), value = path5.reduce(step, live);
    return value == null || value === "" ? void 0 : String(value);
  });
  if (found === void 0)
    throw new Failure(`timed out waiting for ${path5.join(".")} of ${describeRef(object)}. Check the events of the object`);
  return found;
}
function step(value, key) {
  let [name, wanted] = key.split("=");
  return Array.isArray(value) ? wanted === void 0 ? value[Number(key)] : value.find((entry) => at(entry, name) === wanted) : at(value, key);
}

// src/handler/custom-resources.ts
var OPERATOR_WAIT = 2 * 6e4, hasFinalizers = ({ metadata }) => (metadata?.finalizers?.length ?? 0) > 0;
async function deleteCustomResourcesFirst({ run, kubernetes }, objects, endsAt) {
  let left = objects.filter((object) => isCustomResource(object) && hasFinalizers(object));
  if (left.length === 0 || left.length === objects.length) return;
  let uids = new Set(left.map(({ metadata }) => metadata?.uid));
  await kubernetes.delete(left.map((object) => ({ ...refOf(object), uid: object.metadata?.uid })));
  let done = await pollUntil(
    run,
    Math.min(endsAt, run.clock.now() + OPERATOR_WAIT),
    async () => (left = (await kubernetes.get(left.map(refOf), { metadataOnly: !0 })).filter(({ metadata }) => uids.has(metadata?.uid)), left.length === 0 ? !0 : void 0),
    3e3
  ), named = left.slice(0, 3).map((object) => describeRef(refOf(object)));
  done || run.log(`still terminating: ${named.join(", ")}`);
}
async function deleteCustomResourcesOfRelease(tools, name, revision, objects, endsAt) {
  ((await tools.helm.record(name, revision))?.hooks ?? []).some(({ events }) => events.includes("pre-delete")) || await deleteCustomResourcesFirst(tools, objects, endsAt);
}

// src/handler/prune-objects.ts
async function pruneObjects(removal, candidates, remembered) {
  let { kubernetes, saveVolumes } = removal, { removable, ifUnused } = await deletableOf(removal, candidates), inside = await pvcsInNamespaces(removal, removable), volumes = [.../* @__PURE__ */ new Set([...remembered, ...await persistentVolumesOf(kubernetes, [...removable.filter(isPvc), ...inside])])];
  volumes.length > remembered.length && await saveVolumes(volumes);
  for (let wanted of [0, 1, 2]) {
    let unused = await unusedOf(
      removal,
      ifUnused.filter(({ object }) => rankOf(object) === wanted)
    ), group = [...removable.filter((object) => rankOf(object) === wanted), ...unused].reverse();
    group.length !== 0 && (await deleteCustomResourcesFirst(removal, group, removal.endsAt), await kubernetes.delete(group.map((object) => ({ ...refOf(object), uid: object.metadata?.uid }))), await waitForDeletion(removal, group));
  }
  await waitForVolumeDeletion(removal, volumes);
}
function rankOf(object) {
  return isNamespace(object) ? 2 : isCrd(object) ? 1 : 0;
}
async function deletableOf(removal, candidates) {
  let { kubernetes } = removal, byKey2 = /* @__PURE__ */ new Map();
  for (let each of candidates) byKey2.set(keyOfRef(each), [...byKey2.get(keyOfRef(each)) ?? [], each]);
  let live = candidates.length === 0 ? [] : await kubernetes.get([...byKey2.values()].map(([first]) => first)), removable = [], ifUnused = [];
  for (let object of live) {
    let owner = await ownerToDelete(removal, object, byKey2.get(keyOfObject(object)));
    owner && (isPvc(object) && !owner.removable ? await keep(removal, { object, owner }) : (isNamespace(object) || isCrd(object)) && !owner.removable ? ifUnused.push({ object, owner }) : removable.push(object));
  }
  return { removable, ifUnused };
}
async function ownerToDelete(removal, object, possible) {
  let { run, kubernetes, ownerAnnotations, inventories } = removal, ref = refOf(object), own = possible.find((each) => ownerAnnotations.isOwnedBy(each, object) && inventories.otherOwnersOf(ref, each).length === 0);
  if (!own) {
    possible.some((each) => ownerAnnotations.wasOwnedBy(each, object)) && await kubernetes.annotate(ref, { [PREVIOUS_ANNOTATION]: void 0 }), ownerAnnotations.ownerOf(object) || run.log(`${describeRef(ref)} is retained: its annotation ${OWNER_ANNOTATION} names another owner`);
    return;
  }
  let before = object.metadata?.annotations?.[PREVIOUS_ANNOTATION], snapshot = before === void 0 ? void 0 : inventories.snapshotOf(own, ref);
  if (snapshot && snapshot.metadata?.uid === object.metadata?.uid) {
    run.log(`${describeRef(ref)} is as it was before its adoption`), await kubernetes.restore(snapshot);
    return;
  }
  let previous = ownerAnnotations.ownerOf(object, PREVIOUS_ANNOTATION);
  if (before === NO_OWNER) {
    run.log(`${describeRef(ref)} is retained: it was adopted, and the inventory with its former content does not exist`), await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: void 0, [PREVIOUS_ANNOTATION]: void 0 });
    return;
  }
  if (previous && inventories.isListedByOwner(previous.value, ref, ownerAnnotations) === void 0) {
    run.log(
      `${describeRef(ref)} is retained: it was adopted from ${previous.deployment} of stack ${previous.stack}, whose inventory does not exist`
    ), await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: previous.value, [PREVIOUS_ANNOTATION]: void 0 });
    return;
  }
  if (!isKeptByAnnotation(object)) return own;
  await keep(removal, { object, owner: own });
}
var isKeptByAnnotation = ({ metadata }) => metadata?.annotations?.[DELETION] === "keep" || metadata?.annotations?.["helm.sh/resource-policy"] === "keep";
async function keep({ kubernetes, ownerAnnotations }, { object, owner }) {
  let annotations = { [OWNER_ANNOTATION]: ownerAnnotations.keptValueFor(owner), [PREVIOUS_ANNOTATION]: void 0 };
  await kubernetes.annotate(refOf(object), annotations);
}
async function unusedOf(removal, objects) {
  let unused = [];
  for (let each of objects) {
    let users = isNamespace(each.object) ? await contentOf(removal.kubernetes, each.object) : await objectsOfCrd(removal.kubernetes, each.object);
    if (users.length === 0) {
      unused.push(each.object);
      continue;
    }
    let named = users.slice(0, 3).map((user) => describeRef(refOf(user)));
    removal.run.log(
      `${describeRef(refOf(each.object))} is retained: ${named.join(", ")}${users.length > 3 ? " and more" : ""} still exist`
    ), await keep(removal, each);
  }
  return unused;
}
var contentOf = async (kubernetes, { metadata }) => (await kubernetes.listInNamespace(metadata?.name ?? "")).filter((object) => !isCreatedByServer(object));
function isCreatedByServer({ kind, metadata }) {
  return metadata?.deletionTimestamp !== void 0 || (metadata?.ownerReferences?.length ?? 0) > 0 || ["Event", "Endpoints", "EndpointSlice", "PodMetrics"].includes(kind) ? !0 : kind === "ServiceAccount" && metadata?.name === "default" || kind === "ConfigMap" && metadata?.name === "kube-root-ca.crt";
}
async function objectsOfCrd(kubernetes, definition) {
  let [version] = listAt(definition, "spec", "versions").filter((each) => at(each, "served") === !0), apiVersion = `${stringAt(definition, "spec", "group")}/${stringAt(version, "name")}`, kind = stringAt(definition, "spec", "names", "kind") ?? "";
  return version === void 0 ? [] : kubernetes.list({ apiVersion, kind }, { metadataOnly: !0, limit: 4 });
}
async function pvcsInNamespaces({ kubernetes, ownerAnnotations, stackId }, removable) {
  let claims = [];
  for (let { metadata } of removable.filter(isNamespace))
    claims.push(...await kubernetes.list({ apiVersion: "v1", kind: "PersistentVolumeClaim" }, { namespace: metadata?.name }));
  let going = new Set(removable.map(({ metadata }) => metadata?.uid)), mayGo = (claim) => {
    let mark = ownerAnnotations.ownerOf(claim);
    return going.has(claim.metadata?.uid) || claim.metadata?.labels?.[REMOVABLE_LABEL] === "true" && mark !== void 0 && ownerAnnotations.isOfStack(mark, stackId);
  }, kept = claims.filter((claim) => claim.metadata?.deletionTimestamp === void 0 && !mayGo(claim));
  if (kept.length > 0)
    throw new Failure(
      `${kept.map((claim) => describeRef(refOf(claim))).join(", ")}: deleting the namespace would delete its PersistentVolumeClaims, whose deployment does not set deletePersistentVolumeClaims. Delete the claims, set deletePersistentVolumeClaims: true in their deployment, or remove deleteNamespaces`
    );
  return claims;
}
async function persistentVolumesOf(kubernetes, claims) {
  let names = claims.map((claim) => stringAt(claim, "spec", "volumeName")).filter((name) => name !== void 0);
  return (await kubernetes.get(names.map(volumeRef))).filter((volume) => stringAt(volume, "spec", "persistentVolumeReclaimPolicy") === "Delete").map(({ metadata }) => metadata?.name ?? "");
}
var volumeRef = (name) => ({ apiVersion: "v1", kind: "PersistentVolume", name });
async function waitForDeletion({ run, kubernetes, endsAt }, objects) {
  let uids = new Set(objects.map(({ metadata }) => metadata?.uid)), left = objects;
  if (await pollUntil(
    run,
    endsAt,
    async () => (left = (await kubernetes.get(left.map(refOf), { metadataOnly: !0 })).filter(({ metadata }) => uids.has(metadata?.uid)), left.length === 0 ? !0 : void 0),
    3e3
  )) return;
  let named = left.slice(0, 10).map((object) => `${describeRef(refOf(object))}${finalizersOf(object)}`), namespaces = await kubernetes.get(left.filter(isNamespace).slice(0, 3).map(refOf));
  throw new Failure(
    `timed out waiting for the deletion of ${named.join(", ")}${left.length > 10 ? ` and ${left.length - 10} more` : ""}. ` + ["Check the controllers of their finalizers", ...namespaces.map(terminatingMessage)].join(`
`)
  );
}
async function waitForVolumeDeletion({ run, kubernetes, endsAt }, names) {
  let left = [];
  if (!await pollUntil(
    run,
    endsAt,
    async () => (left = names.length === 0 ? [] : await kubernetes.get(names.map(volumeRef), { metadataOnly: !0 }), left.length === 0 ? !0 : void 0),
    3e3
  ))
    throw new Failure(
      `timed out waiting for the deletion of ${left.map(refOf).map(describeRef).join(", ")}, whose PersistentVolumeClaims were deleted. Check the log of their CSI driver`
    );
}

// src/handler/delete-deployment.ts
async function deleteDeployment(place, owner, manifest, endsAt) {
  let { run, kubernetes, ownerAnnotations } = place, records = await DeploymentInventories.read(kubernetes, ownerAnnotations.cluster, run), own = records.forOwner(owner), asked = manifest ? retiredByManifest(manifest, await kubernetes.clusterScopedKinds(kindsOf(manifest.objects))) : [], recorded = own ? [...retiredByInventory(own), ...own.givenUp ?? []] : [], everything = withoutDuplicates([...recorded, ...asked, ...own || manifest ? [] : await findByLabel(place, owner)]), passed = new Set(own?.retired?.map(keyOfRef)), shared = everything.filter((ref) => !passed.has(keyOfRef(ref)) && records.otherOwnersOf(ref, owner).length > 0);
  await handOver(place, records, owner, shared);
  let alone = everything.filter((ref) => !shared.includes(ref)), remember = async (volumes) => writeInventory(kubernetes, {
    ...owner,
    cluster: ownerAnnotations.cluster,
    refs: [],
    retired: alone,
    volumes,
    snapshots: own?.snapshots,
    deleted: !0
  });
  alone.length > 0 && await remember(own?.volumes ?? []);
  let candidates = alone.map((ref) => ({ ...ref, ...owner }));
  await pruneObjects(
    { run, kubernetes, ownerAnnotations, inventories: records, stackId: owner.stackId, endsAt, saveVolumes: remember },
    candidates,
    own?.volumes ?? []
  ), await deleteInventory(kubernetes, owner);
}
async function findByLabel({ run, kubernetes, ownerAnnotations }, owner) {
  return run.log(`neither the inventory nor the manifest of ${owner.deployment} can be read: its objects are listed by label`), (await kubernetes.listBySelector(`${OWNER_LABEL}=${stackLabelValue(owner.stackId)}`)).filter((object) => ownerAnnotations.isOwnedBy(owner, object)).map(refOf);
}

// src/handler/lease.ts
var import_crypto4 = require("crypto");
var LeaseLost = class extends Error {
}, REQUESTS = "cdk-eks-strata/requests", ANSWERED = "cdk-eks-strata/answered", MAX_REQUESTS = 20, DURATION = 6e4, RENEW_INTERVAL = 2e4, PAUSE = 5e3, DeploymentLease = class _DeploymentLease {
  constructor(run, kubernetes, name, holder) {
    this.run = run;
    this.kubernetes = kubernetes;
    this.name = name;
    this.holder = holder;
  }
  run;
  kubernetes;
  name;
  holder;
  /** Waits for the lease; fails with {@link LeaseLost} if the request is answered or superseded. */
  static async acquire(run, kubernetes, request2) {
    let { StackId, LogicalResourceId, RequestId } = request2, name = `cdk-eks-strata-${(0, import_crypto4.createHash)("sha256").update(`${StackId} ${LogicalResourceId}`).digest("hex").slice(0, 16)}`, lease = new _DeploymentLease(run, kubernetes, name, `${RequestId} ${(0, import_crypto4.randomUUID)()}`);
    for (; !await lease.attempt(RequestId); ) {
      if (run.clock.now() + PAUSE > run.deadline) throw new InvocationTimeout();
      await run.clock.sleep(PAUSE);
    }
    return lease;
  }
  live;
  renewedAt = 0;
  renewing;
  /** Renews the lease every 20 seconds; fails with {@link LeaseLost} if another invocation has it. */
  async renew() {
    if (!(this.run.clock.now() - this.renewedAt < RENEW_INTERVAL))
      return this.renewing = this.renewing ?? this.write({ holder: this.holder }).finally(() => this.renewing = void 0), this.renewing;
  }
  /** Gives the lease to the next invocation of the request. */
  async release() {
    await this.write({ holder: "" });
  }
  /** Ends the request, so that a second delivery of its event does nothing. */
  async answered(request2) {
    await this.write({ holder: "", answered: request2.RequestId });
  }
  /** Deletes the lease with its deployment. */
  async delete() {
    await this.kubernetes.delete([this.ref], "background");
  }
  get ref() {
    return { ...LEASE, namespace: this.kubernetes.home, name: this.name };
  }
  async attempt(request2) {
    let [live] = await this.kubernetes.get([this.ref]), now = this.run.clock.now();
    if (live === void 0) return this.keep(await this.kubernetes.create(leaseObject(this.ref, this.state(now, [request2]))), now);
    let { holder, renewedAt, requests, answered } = stateOf(live), known = requests.indexOf(request2);
    if (answered === request2) throw new LeaseLost("the request is answered");
    if (known >= 0 && known < requests.length - 1) throw new LeaseLost("a later request of CloudFormation supersedes the request");
    let held = holder !== "" && renewedAt + DURATION > now;
    if (held && known >= 0) return !1;
    let all = known >= 0 ? requests : [...requests, request2].slice(-MAX_REQUESTS), taken = await this.kubernetes.replace(leaseObject(this.ref, { ...this.state(now, all), answered }, live));
    return this.keep(taken, now) ? (held && await this.run.clock.sleep(renewedAt + DURATION - now), await this.renew(), !0) : !1;
  }
  state(renewedAt, requests) {
    return { holder: this.holder, renewedAt, requests };
  }
  async write(changes) {
    let now = this.run.clock.now(), before = this.live, written = before && await this.kubernetes.replace(leaseObject(this.ref, { ...stateOf(before), renewedAt: now, ...changes }, before));
    if (!this.keep(written, now)) throw new LeaseLost("another invocation has the lease of the deployment");
  }
  keep(live, now) {
    return live === void 0 ? !1 : (this.live = live, this.renewedAt = now, !0);
  }
}, LEASE = { apiVersion: "coordination.k8s.io/v1", kind: "Lease" }, microTime = (milliseconds) => new Date(milliseconds).toISOString().replace("Z", "000Z"), leaseObject = ({ name, namespace }, { holder, renewedAt, requests, answered }, before) => ({
  ...LEASE,
  metadata: {
    name,
    namespace,
    ...before ? { resourceVersion: before.metadata?.resourceVersion } : {},
    annotations: { [REQUESTS]: requests.join(" "), ...answered ? { [ANSWERED]: answered } : {} }
  },
  spec: { holderIdentity: holder, leaseDurationSeconds: DURATION / 1e3, renewTime: microTime(renewedAt) }
});
function stateOf(live) {
  let annotation = (name) => stringAt(at(live, "metadata", "annotations"), name);
  return {
    holder: stringAt(live, "spec", "holderIdentity") ?? "",
    renewedAt: Date.parse(stringAt(live, "spec", "renewTime") ?? "") || 0,
    requests: annotation(REQUESTS)?.split(" ").filter(Boolean) ?? [],
    answered: annotation(ANSWERED)
  };
}
function renewing(api, lease) {
  return new Proxy(api, {
    get: (target, name) => {
      let member = Reflect.get(target, name);
      return typeof member != "function" ? member : async (...args) => (await lease.renew(), Reflect.apply(member, target, args));
    }
  });
}

// src/handler/namespaced-kubernetes.ts
var NamespacedKubernetes = class {
  constructor(api, namespaces) {
    this.api = api;
    this.namespaces = namespaces;
    this.home = namespaces[0];
  }
  api;
  namespaces;
  home;
  async apply(objects, options) {
    return this.api.apply(objects, options);
  }
  async create(object) {
    return this.api.create(object);
  }
  async replace(object) {
    return this.api.replace(object);
  }
  async get(refs, options) {
    return this.api.get(await this.inside(refs), options);
  }
  async getByManifest(manifest, namespace) {
    return this.get(refsInManifest(manifest, namespace));
  }
  async list(kind, where = {}) {
    if ((await this.clusterScopedKinds([kind])).has(keyOfKind(kind))) return [];
    let namespaces = this.namespaces.filter((each) => where.namespace === void 0 || where.namespace === each), found = [];
    for (let namespace of namespaces) found.push(...await this.api.list(kind, { ...where, namespace }));
    return found;
  }
  async delete(refs, cascade) {
    await this.api.delete(await this.inside(refs), cascade);
  }
  async annotate(ref, annotations) {
    for (let each of await this.inside([ref])) await this.api.annotate(each, annotations);
  }
  async restore(object) {
    (await this.inside([refOf(object)])).length > 0 && await this.api.restore(object);
  }
  async setManagedFields(ref, managedFields) {
    for (let each of await this.inside([ref])) await this.api.setManagedFields(each, managedFields);
  }
  async listBySelector(selector) {
    return this.api.listBySelector(selector, this.namespaces);
  }
  async listInNamespace(namespace) {
    return this.namespaces.includes(namespace) ? this.api.listInNamespace(namespace) : [];
  }
  async logs(namespace, pod, container, previous) {
    return this.namespaces.includes(namespace) ? this.api.logs(namespace, pod, container, previous) : "";
  }
  async clusterScopedKinds(kinds) {
    return this.api.clusterScopedKinds(kinds);
  }
  async serves(kind) {
    return this.api.serves(kind);
  }
  /** A Namespace of the scope may be read with a Role in it. Source: apiserver, pkg/endpoints/request/requestinfo.go. */
  async inside(refs) {
    let possible = refs.filter((ref) => this.namespaces.includes((isNamespace(ref) ? ref.name : ref.namespace) ?? "")), kinds = new Map(possible.filter((ref) => !isNamespace(ref)).map((ref) => [`${ref.apiVersion} ${ref.kind}`, ref])), clusterScoped = await this.clusterScopedKinds([...kinds.values()]);
    return possible.filter((ref) => isNamespace(ref) || !clusterScoped.has(keyOfKind(ref)));
  }
};

// src/handler/substitutions.rules.ts
var CONDITIONAL = "If-", NO_VALUE = "AWS::NoValue", NAME = "[A-Za-z0-9][A-Za-z0-9._:-]*", PLACEHOLDER = new RegExp(`<<(=*)((?:escaped:(?!:))*)(${NAME})>>`, "g"), WHOLE = new RegExp(`^<<(?:(number|list|json):(?!:))?(${NAME})>>$`), JSON_NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/, ESCAPED = "escaped:", placeholderOf = (name, type = "string", depth = 0) => `<<${type === "string" ? ESCAPED.repeat(depth) : `${type}:`}${name}>>`;
function insertValues(value, values) {
  let result = inserterOf(values)(value);
  return result === OMITTED ? void 0 : result;
}
var inserted = (text, valueFor) => text.replace(
  PLACEHOLDER,
  (_, escapes, prefixes, name) => escapes === "" ? escaped(valueFor(name), prefixes.length / ESCAPED.length) : `<<${escapes.slice(1)}${prefixes}${name}>>`
), escaped = (text, times) => times === 0 ? text : escaped(JSON.stringify(text).slice(1, -1), times - 1), OMITTED = /* @__PURE__ */ Symbol("omitted");
function inserterOf(values) {
  let insert = (value) => typeof value == "string" ? wholeValue(value) ?? textOf(value) : Array.isArray(value) ? value.map(insert).filter((each) => each !== OMITTED) : typeof value == "object" && value !== null ? fieldsOf(value) : value, wholeValue = (text) => {
    let [, type, name] = WHOLE.exec(text) ?? [];
    if (name !== void 0)
      return isOmitted(name, values) ? OMITTED : type === void 0 ? void 0 : READERS[type](name, valueOf(name, values), insert);
  }, textOf = (text) => inserted(text, (name) => isOmitted(name, values) ? "" : stringValue(name, valueOf(name, values))), fieldsOf = (object) => {
    let fields = Object.entries(object).map(([key, each]) => [textOf(key), insert(each)]).filter(([, each]) => each !== OMITTED), keys = fields.map(([key]) => key), duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
    if (duplicate !== void 0) throw new Failure(`duplicate key '${duplicate}' after CloudFormation resolved its tokens`);
    return Object.fromEntries(fields);
  };
  return insert;
}
var isOmitted = (name, values) => name === NO_VALUE || name.startsWith(CONDITIONAL) && !Object.hasOwn(values, name);
function valueOf(name, values) {
  if (!Object.hasOwn(values, name))
    throw new Failure(`the properties of the resource have no value for the placeholder ${placeholderOf(name)}`);
  return values[name];
}
function stringValue(name, value) {
  if (typeof value == "object") throw new Failure(`the value of ${name} is a list, a string is required`);
  return String(value);
}
var READERS = {
  number: (name, value) => {
    let text = stringValue(name, value).trim();
    if (!JSON_NUMBER.test(text)) throw new Failure(`the value of ${name} is '${text}', a number is required`);
    return Number(text);
  },
  list: (name, value) => {
    if (!Array.isArray(value)) throw new Failure(`the value of ${name} is a string, a list is required`);
    return value.map((each) => stringValue(name, each));
  },
  // the branches of a condition: JSON of the app, in which values are placeholders, too
  json: (name, value, insert) => insert(JSON.parse(stringValue(name, value)))
};

// src/handler/properties.rules.ts
var stringProperty = (properties, name) => {
  let value = properties[name];
  if (typeof value != "string" || value === "") throw new Failure(`property ${name} is missing`);
  return value;
}, booleanProperty = (properties, name) => String(properties[name]) === "true", listProperty = (properties, name) => Array.isArray(properties[name]) ? properties[name].map(String) : [], DEFAULT_WAIT_SECONDS = 1800, timeoutMillisecondsOf = (properties) => Number(properties.WaitSeconds ?? DEFAULT_WAIT_SECONDS) * 1e3, skippedCategoriesOf = (properties) => new Set(listProperty(properties, "NotWaitedFor")), namespacesOf = (properties) => listProperty(properties, "Namespaces");
async function readObjects(properties, download2) {
  let { ManifestFile: file, Values: values = {} } = properties, json = file ? await download2(file.Bucket, file.Key) : stringProperty(properties, "Manifest");
  return objectsIn(insertValues(parsed3(json), values));
}
function parsed3(json) {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Failure(`the manifest is not valid JSON: ${error.message}`);
  }
}
var desiredManifestOf = (properties, objects) => ({
  objects,
  deletePersistentVolumeClaims: booleanProperty(properties, "RemoveClaims"),
  deleteNamespaces: booleanProperty(properties, "RemoveNamespaces")
}), objectsSpecOf = (properties, objects, before) => ({
  ...desiredManifestOf(properties, objects),
  deployment: stringProperty(properties, "Deployment"),
  namespaces: namespacesOf(properties),
  previous: before,
  skippedWaits: skippedCategoriesOf(properties),
  timeoutMilliseconds: timeoutMillisecondsOf(properties),
  adopt: listProperty(properties, "Adopt"),
  refuseConflicts: booleanProperty(properties, "RefuseConflicts")
}), MAX_HOOK_SECONDS = 780;
function releaseSpecOf(properties, download2) {
  let { ChartFile: file } = properties, timeoutMilliseconds = timeoutMillisecondsOf(properties), hookSeconds = properties.HookSeconds === void 0 ? timeoutMilliseconds / 1e3 : Number(properties.HookSeconds);
  return {
    deployment: stringProperty(properties, "Deployment"),
    release: stringProperty(properties, "Release"),
    namespace: stringProperty(properties, "Namespace"),
    source: file ? { uploaded: `s3://${file.Bucket}/${file.Key}` } : {
      chart: stringProperty(properties, "Chart"),
      repository: String(properties.Repository ?? ""),
      version: properties.Version
    },
    values: () => readValues(properties, download2),
    valuesKey: JSON.stringify([properties.Values ?? "{}", properties.ValuesFile ?? "", properties.Substitutions ?? {}]),
    createNamespace: booleanProperty(properties, "CreateNamespace"),
    timeoutMilliseconds,
    hookTimeoutMilliseconds: Math.min(hookSeconds, MAX_HOOK_SECONDS) * 1e3,
    skippedWaits: skippedCategoriesOf(properties),
    adopt: booleanProperty(properties, "TakeOver"),
    skipCrds: booleanProperty(properties, "SkipCrds")
  };
}
async function readValues(properties, download2) {
  let { ValuesFile: file, Substitutions: inserted2 = {} } = properties, [values] = file ? parsed3(await download2(file.Bucket, file.Key)) : [parsed3(String(properties.Values ?? "{}"))];
  return JSON.stringify(insertValues(values, inserted2));
}
function valueSpecOf(properties) {
  return { wanted: { object: {
    apiVersion: stringProperty(properties, "ApiVersion"),
    kind: stringProperty(properties, "Kind"),
    name: stringProperty(properties, "Name"),
    ...properties.Namespace ? { namespace: stringProperty(properties, "Namespace") } : {}
  }, path: listProperty(properties, "Path") }, waitMilliseconds: timeoutMillisecondsOf(properties) };
}

// src/handler/prune.ts
var LEFTOVERS = "(left over)", UPDATE_WAIT = 10 * 6e4;
async function prune(run, kubernetes, { StackId: stackId }, marks, startedAt, endsAt) {
  let inventories = await DeploymentInventories.read(kubernetes, marks.cluster, run), leftovers = inventories.forOwner({ stackId, deployment: LEFTOVERS }), ofStack = inventories.ofStack(stackId).filter(({ deployment }) => deployment !== LEFTOVERS), pruned = ofStack.filter(({ retired = [], deleted }) => retired.length > 0 || deleted), candidates = pruned.flatMap(
    ({ deployment, retired = [] }) => retired.map((ref) => ({ ...ref, stackId, deployment }))
  ), isUpdate = ofStack.some(({ deleted }) => !deleted), written = leftovers !== void 0, remember = async (volumes) => {
    written = !0, await writeInventory(kubernetes, { stackId, deployment: LEFTOVERS, cluster: marks.cluster, refs: [], volumes });
  }, known = [...new Set([leftovers, ...pruned].flatMap((inventory) => inventory?.volumes ?? []))], until = isUpdate ? Math.min(endsAt, startedAt + UPDATE_WAIT) : endsAt, context = { run, kubernetes, ownerAnnotations: marks, inventories, stackId, endsAt: until, saveVolumes: remember };
  try {
    await pruneObjects(context, candidates, known);
  } catch (error) {
    if (!isUpdate || !(error instanceof Failure)) throw error;
    run.log(`left to the next update or deletion: ${error.message}`);
    for (let inventory of ofStack) inventory.deleted || await commit(kubernetes, inventory, inventory.retired);
    return;
  }
  for (let inventory of ofStack)
    inventory.deleted ? await deleteInventory(kubernetes, inventory) : await commit(kubernetes, inventory);
  written && await deleteInventory(kubernetes, { stackId, deployment: LEFTOVERS });
}
async function commit(kubernetes, inventory, left = []) {
  let { retired = [], volumes, snapshots = [], committed, ...rest } = inventory, claimed = new Set(inventory.refs.map(keyOfRef)), adopted = snapshots.filter((object) => claimed.has(keyOfObject(object))).map(refOf);
  for (let { metadata, ...object } of adopted.length > 0 ? await kubernetes.get(adopted, { metadataOnly: !0 }) : [])
    metadata?.annotations?.[PREVIOUS_ANNOTATION] === NO_OWNER && await kubernetes.annotate(refOf({ ...object, metadata }), { [PREVIOUS_ANNOTATION]: void 0 });
  retired.length === 0 && !volumes && snapshots.length === 0 && committed === inventory.content || await writeInventory(kubernetes, { ...rest, committed: inventory.content, ...left.length > 0 ? { retired: left, volumes } : {} });
}

// src/handler/command-errors.rules.ts
var TRANSIENT = [
  /connection refused|connection to the server .* was refused|connection reset|broken pipe|no route to host/i,
  /i\/o timeout|TLS handshake timeout|EOF\b/i,
  /unable to connect to the server|context deadline exceeded|Client\.Timeout|request canceled|timed out waiting for/i,
  /no such host|lookup .* on/i,
  /TooManyRequests|too many requests|the server is currently unable to handle the request|ServiceUnavailable|etcdserver/i,
  /InternalError|Internal error occurred(?!: failed calling webhook.*denied)/i,
  /the server was unable to return a response in the time allotted|the object has been modified|unexpected EOF|http2: /i,
  /failed calling webhook|failed to call webhook|no endpoints available for service/i
], UNAUTHORIZED = /you must be logged in|Unauthorized|the server has asked for the client to provide credentials|is forbidden: User "[^"]*" cannot /i;
function classifyError(message) {
  return UNAUTHORIZED.test(message) ? "unauthorized" : /denied the request/.test(message) ? "final" : TRANSIENT.some((pattern) => pattern.test(message)) ? "transient" : "final";
}
var isHookFailure = (message) => /(pre|post)-(upgrade hooks failed|install): |not ready\. status: /.test(message) && !/warning: Hook \S+ \S+ failed: /.test(message), classifyHelmError = (message) => isHookFailure(message) ? "final" : classifyError(message);
function unknownKind(message) {
  let [, kind, apiVersion] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(message) ?? [];
  return kind === void 0 ? void 0 : { kind, apiVersion };
}
function errorSummary(printed) {
  return printed.split(`
`).map((line) => line.trim()).filter((line) => line !== "" && !/^([EWI]\d{4}|Warning:|level=)/.test(line)).join(" ").replace(/Please review the fields above.*$/s, "").replace(/^(error: |Error: )+/, "").replace(/Error from server(?: \((\w+)\))?: /g, (_, reason) => reason ? `${reason}: ` : "").replace(/(unable to recognize|error validating) "STDIN": /g, "").replace(/error when (applying|creating|patching) (patch:.*?to:|"[^"]*"):\s*/gis, "").trim();
}

// src/handler/release-crds.ts
async function checkCrds(context, objects) {
  let live = new Map((await context.kubernetes.get(objects.map(refOf))).map((object) => [keyOfObject(object), object])), found = objects.flatMap((object) => {
    let there = live.get(keyOfObject(object));
    return there ? [{ object, there }] : [];
  }), owned = context.adopt ? [] : found.flatMap(({ there }) => foreignOwnerOf(context, there) ?? []);
  if (owned.length > 0)
    throw new Failure(
      `${firstFive(owned)}: a CustomResourceDefinition can have only one owner. Set skipCrds: true in this HelmDeployment, or adopt: true to take it over`
    );
  let dropped = found.flatMap(({ object, there }) => droppedVersions(object, there));
  if (dropped.length > 0)
    throw new Failure(
      `${firstFive(dropped)}: migrate the stored objects and remove the version from status.storedVersions before the upgrade (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/)`
    );
}
async function applyCrds(context, objects, endsAt) {
  let { run, kubernetes, marks, owner } = context, refusals = await kubernetes.apply(
    objects.map((object) => withOwner(object, owner, marks, !1)),
    { forceConflicts: !0 }
  );
  if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
  let crds = objects.filter(isCrd);
  if (await waitForReadiness(run, kubernetes, crds, endsAt), !await pollUntil(run, endsAt, async () => (await Promise.all(crds.flatMap(servedKindsOf).map((kind) => kubernetes.serves(kind)))).every(Boolean) ? !0 : void 0)) throw new Failure(`timed out waiting for the API server to serve ${crds.map((crd) => describeRef(refOf(crd))).join(", ")}`);
}
var servedKindsOf = (crd) => listAt(crd, "spec", "versions").filter((version) => at(version, "served") === !0).map((version) => ({
  apiVersion: `${stringAt(crd, "spec", "group")}/${stringAt(version, "name")}`,
  kind: stringAt(crd, "spec", "names", "kind") ?? ""
}));
async function releaseCrds({ kubernetes, marks, owner }, refs) {
  for (let object of await kubernetes.get(refs))
    marks.isOwnedBy(owner, object) && await kubernetes.annotate(refOf(object), { [OWNER_ANNOTATION]: void 0 });
}
function foreignOwnerOf({ marks, records, owner, release }, live) {
  let ref = refOf(live), mark = marks.ownerOf(live), [record] = records.releasesWith(ref, release);
  if (record) return `${describeRef(ref)} is owned by ${record.deployment.split(" ")[0]} of stack ${stackNameOf(record.stackId)}`;
  if (mark && !marks.isOwnedBy(owner, live) && !marks.isOfStack(mark, owner.stackId))
    return `${describeRef(ref)} is owned by ${mark.deployment} of stack ${mark.stack}`;
  let { "meta.helm.sh/release-name": name, "meta.helm.sh/release-namespace": namespace } = live.metadata?.annotations ?? {};
  return name !== void 0 && `${namespace}/${name}` !== release ? `${describeRef(ref)} is owned by Helm release '${namespace}/${name}'` : void 0;
}
function droppedVersions(object, live) {
  let versions = new Set(listAt(object, "spec", "versions").map((version) => stringAt(version, "name")));
  return listAt(live, "status", "storedVersions").filter((version) => isCrd(object) && !versions.has(String(version))).map((version) => `${describeRef(refOf(object))} of the chart has no version ${String(version)}, which is in status.storedVersions`);
}

// src/handler/release-owner.rules.ts
var import_crypto5 = require("crypto");
var RELEASE_OWNER_LABEL = "cdk-eks-strata/owner", RELEASE_CONTENT_LABEL = "cdk-eks-strata/content", contentHashOf = (source, values) => (0, import_crypto5.createHash)("sha256").update(JSON.stringify([source, values])).digest("hex").slice(0, 32), releaseLabelsOf = (owner, marks, content) => ({
  [RELEASE_OWNER_LABEL]: marks.hashOf(owner),
  [OWNER_LABEL]: stackLabelValue(owner.stackId),
  [RELEASE_CONTENT_LABEL]: content
});
function ownershipOf({ labels }, owner, marks) {
  return labels[RELEASE_OWNER_LABEL] === void 0 ? "none" : labels[RELEASE_OWNER_LABEL] === marks.hashOf(owner) ? "own" : labels[OWNER_LABEL] === stackLabelValue(owner.stackId) ? "same stack" : "other stack";
}

// src/handler/release-recovery.ts
async function recoverPendingRevision(recovery, name) {
  let { run, kubernetes, helm, endsAt, revisionBefore } = recovery, last = (await helm.history(name)).at(-1);
  if (!last?.status.startsWith("pending-")) return;
  let hooks = ((await helm.record(name, last.revision))?.hooks ?? []).filter(({ events }) => events.some(isEventOf(last.status))), objects = [], ended = await pollUntil(run, endsAt, async () => (objects = await hookObjects(kubernetes, hooks, name), objects.every((object) => stateOf2(object) !== "running") ? !0 : void 0));
  if (await helm.markFailed(name, last.revision, `Helm was interrupted in state '${last.status}'`), run.log(`revision ${last.revision} of release '${name.namespace}/${name.release}' was ${last.status}: marked as failed`), last.revision <= revisionBefore) return;
  let failed2 = objects.filter((object) => stateOf2(object) === (ended ? "failed" : "running"));
  if (failed2.length > 0) {
    let state = ended ? "failed" : "did not finish in time";
    throw new Failure(`Helm: hook ${state}: ${failed2.map((object) => describeRef(refOf(object))).join(", ")}`);
  }
}
var EVENTS = {
  "pending-install": ["pre-install", "post-install"],
  "pending-upgrade": ["pre-upgrade", "post-upgrade"],
  "pending-rollback": ["pre-rollback", "post-rollback"]
}, isEventOf = (status) => (event) => EVENTS[status]?.includes(event) ?? !1;
async function hookObjects(kubernetes, hooks, { namespace }) {
  let waited = hooks.filter(({ kind }) => kind === "Job" || kind === "Pod");
  return waited.length === 0 ? [] : kubernetes.getByManifest(waited.map(({ manifest }) => manifest).join(`
---
`), namespace);
}
function stateOf2(object) {
  if (object.kind === "Pod") {
    let phase = stringAt(object, "status", "phase");
    return phase === "Failed" ? "failed" : phase === "Succeeded" ? "succeeded" : "running";
  }
  let is = (type) => listAt(object, "status", "conditions").some((each) => stringAt(each, "type") === type && stringAt(each, "status") === "True");
  return is("Failed") ? "failed" : is("Complete") ? "succeeded" : "running";
}

// src/handler/release.ts
var releaseKeyOf = ({ namespace, release }) => `${namespace}/${release}`;
function releaseInventoryOf(stackId, cluster, name) {
  let release = releaseKeyOf(name);
  return { deployment: `${name.deployment} ${release}`, stackId, cluster, refs: [], release };
}
var PREPARATION_MILLISECONDS = 3e4, HELM_MILLISECONDS = 2e4;
async function applyRelease(tools, request2, wanted, progress, reached) {
  let endsAt = progress.startedAt + Math.min(wanted.timeoutMilliseconds, MAX_DURATION);
  progress.step !== "wait" && (await new ReleaseApplier(tools, request2, wanted, endsAt).apply(progress.step === "upgrade", () => reached("upgrade")), reached("wait")), await waitForReadiness(tools.run, tools.kubernetes, await objectsOf(tools, wanted), endsAt, wanted.skippedWaits);
}
var ReleaseApplier = class {
  constructor(tools, request2, wanted, endsAt) {
    this.tools = tools;
    this.request = request2;
    this.wanted = wanted;
    this.endsAt = endsAt;
    this.owner = { stackId: request2.StackId, deployment: wanted.deployment }, this.marks = new OwnerAnnotations(tools.clusterUid), this.content = contentHashOf(wanted.source, wanted.valuesKey);
  }
  tools;
  request;
  wanted;
  endsAt;
  owner;
  marks;
  content;
  /** @param fresh whether the run was started for this work */
  async apply(fresh, needsFreshRun) {
    let { run, kubernetes, helm, clusterUid } = this.tools, { wanted } = this, begunAt = run.clock.now(), records = await DeploymentInventories.read(kubernetes, clusterUid, run), history = await helm.history(wanted);
    this.checkOwner(history, records), history.at(-1)?.status === "uninstalling" && (await helm.uninstall(wanted, secondsUntil(run, run.deadline - HELM_MILLISECONDS)), history = await helm.history(wanted));
    let claim = this.claimed(history, records);
    if (await this.isApplied(history, claim.revisionBefore)) return;
    await writeInventory(kubernetes, claim), await this.operation(claim.revisionBefore).beforeAttempt();
    let chart = await this.chart();
    if (chart === void 0) return this.rollBack(claim.revisionBefore);
    let values = await wanted.values(), kinds = await this.applyCrds(chart, values, records, claim);
    if (!fresh && run.clock.now() - begunAt > PREPARATION_MILLISECONDS)
      throw needsFreshRun(), new InvocationTimeout();
    await helm.upgrade(wanted, chart, values, {
      ...this.operation(claim.revisionBefore),
      createNamespace: wanted.createNamespace,
      takeOwnership: wanted.adopt,
      labels: releaseLabelsOf(this.owner, this.marks, this.content),
      awaitedKinds: kinds
    });
  }
  // a release of another deployment of the stack moves with its construct
  checkOwner(history, records) {
    let { wanted, owner, marks } = this, last = history.at(-1), ownership = last && ownershipOf(last, owner, marks);
    if (wanted.adopt || ownership !== "none" && ownership !== "other stack") return;
    let name = `Helm release '${releaseKeyOf(wanted)}'`, adopt = "set adopt: true in this HelmDeployment to take it over with its history", other = records.otherOwnerOfRelease(releaseKeyOf(wanted), releaseInventoryOf(owner.stackId, marks.cluster, wanted));
    if (other) {
      let [deployment] = other.deployment.split(" ");
      throw new Failure(
        `${name} is owned by ${deployment} of stack ${stackNameOf(other.stackId)}: a release can have only one owner. Use another releaseName, or ${adopt}`
      );
    }
    let found = ownership === "none" ? "was not created by a HelmDeployment" : "is owned by another stack";
    throw new Failure(`${name} already exists and ${found}: use another releaseName, or ${adopt}`);
  }
  claimed(history, records) {
    let claim = releaseInventoryOf(this.owner.stackId, this.marks.cluster, this.wanted), before = records.forOwner(claim), last = history.at(-1), { RequestId: writtenFor } = this.request, repeated = before?.writtenFor === writtenFor, adopts = last && ownershipOf(last, this.owner, this.marks) !== "own";
    return {
      ...claim,
      refs: before?.refs ?? [],
      writtenFor,
      revisionBefore: (repeated ? before.revisionBefore : void 0) ?? last?.revision ?? 0,
      adoptedRevision: repeated ? before.adoptedRevision : adoptedRevisionOf(history, adopts ?? !1)
    };
  }
  // a run that died after Helm is repeated: what Helm has done already is not done again, and a hook that failed is not run again
  async isApplied(history, revisionBefore) {
    let last = history.at(-1);
    if (!last || last.revision <= revisionBefore) return !1;
    if (last.status === "deployed")
      return last.labels[RELEASE_CONTENT_LABEL] === this.content && ownershipOf(last, this.owner, this.marks) === "own";
    let description = last.status === "failed" ? (await this.tools.helm.record(this.wanted, last.revision))?.description : void 0;
    if (description !== void 0 && isHookFailure(description)) throw new Failure(`Helm: ${description}`);
    return !1;
  }
  // nothing if the chart cannot be downloaded and a revision with the same chart and values exists
  async chart() {
    try {
      return await this.tools.helm.fetch(this.wanted.source);
    } catch (error) {
      if (error instanceof InvocationTimeout || !await this.sameRevision()) throw error;
      this.tools.run.log(`the chart cannot be downloaded: ${error.message}`);
      return;
    }
  }
  async sameRevision() {
    return (await this.tools.helm.history(this.wanted)).filter(({ status }) => status === "deployed" || status === "superseded").filter((state) => state.labels[RELEASE_CONTENT_LABEL] === this.content && ownershipOf(state, this.owner, this.marks) === "own").at(-1);
  }
  async rollBack(revisionBefore) {
    let { run, helm } = this.tools, revision = (await this.sameRevision()).revision;
    run.log(`release '${releaseKeyOf(this.wanted)}' is rolled back to revision ${revision}, which has the same chart and values`), await helm.rollback(this.wanted, revision, this.operation(revisionBefore));
  }
  /** Kinds of the CRDs. */
  async applyCrds(chart, values, records, claim) {
    let { wanted, owner, marks, endsAt } = this;
    if (wanted.skipCrds) return [];
    let { run, kubernetes, helm } = this.tools, objects = await helm.crds(wanted, chart, values);
    if (objects.length === 0) return [];
    let context = { run, kubernetes, marks, records, owner, release: releaseKeyOf(wanted), adopt: wanted.adopt };
    return await checkCrds(context, objects), await writeInventory(kubernetes, { ...claim, refs: objects.map(refOf) }), await applyCrds(context, objects, endsAt), objects.map(({ spec }) => stringAt(spec, "names", "kind") ?? "");
  }
  operation(revisionBefore) {
    let { tools, wanted, endsAt } = this, { clock: clock2, deadline } = tools.run, hookEnd = () => Math.min(clock2.now() + wanted.hookTimeoutMilliseconds, endsAt);
    return {
      timeoutSeconds: () => Math.min(secondsUntil(tools.run, Math.min(hookEnd(), deadline - HELM_MILLISECONDS)), wanted.hookTimeoutMilliseconds / 1e3),
      beforeAttempt: () => recoverPendingRevision({ ...tools, revisionBefore, endsAt: hookEnd() }, wanted)
    };
  }
}, adoptedRevisionOf = (history, adopts) => adopts ? history.filter(({ status }) => status === "deployed").at(-1)?.revision : void 0, secondsUntil = ({ clock: clock2 }, time) => Math.max(60, Math.floor((time - clock2.now()) / 1e3));
async function deleteRelease(tools, { StackId }, name, endsAt) {
  let { run, kubernetes, helm } = tools, marks = new OwnerAnnotations(tools.clusterUid), owner = { stackId: StackId, deployment: name.deployment }, records = await DeploymentInventories.read(kubernetes, tools.clusterUid, run), claim = releaseInventoryOf(StackId, tools.clusterUid, name), before = records.forOwner(claim) ?? claim, history = await helm.history(name), last = history.at(-1), keepsIt = (reason) => run.log(`Helm release '${claim.release}' was retained: ${reason}`);
  if (last && ownershipOf(last, owner, marks) !== "own")
    keepsIt("it does not belong to this deployment");
  else if (last && await isReturned(tools, name, before, history, records))
    keepsIt("it was returned to the owner that it was adopted from");
  else if (records.otherOwnerOfRelease(claim.release, claim))
    keepsIt("another deployment owns it");
  else {
    let left = last ? await releaseDeletionOf(tools, name) : { leaving: before.leaving ?? [], volumes: before.volumes ?? [] };
    await writeInventory(kubernetes, { ...before, ...left }), last && (await deleteCustomResourcesOfRelease(tools, name, last.revision, (await objectsOf(tools, name)).filter(isNotKept), endsAt), await helm.uninstall(name, secondsUntil(run, run.deadline - HELM_MILLISECONDS))), await waitForDeletion2(tools, left, endsAt), await releaseCrds({ run, kubernetes, marks, records, owner, release: claim.release }, before.refs);
  }
  await deleteInventory(kubernetes, claim);
}
async function isReturned({ run, helm, clusterUid, kubernetes }, name, { adoptedRevision, ...claim }, history, records) {
  let adopted = history.find(({ revision }) => revision === adoptedRevision);
  if (!adopted || !(ownershipOf(adopted, { stackId: claim.stackId, deployment: name.deployment }, new OwnerAnnotations(clusterUid)) === "none") && !records.otherOwnerOfRelease(releaseKeyOf(name), claim)) return !1;
  let endsAt = run.deadline - HELM_MILLISECONDS;
  return await helm.rollback(name, adopted.revision, {
    timeoutSeconds: () => secondsUntil(run, endsAt),
    beforeAttempt: () => recoverPendingRevision({ run, kubernetes, helm, endsAt, revisionBefore: Number.MAX_SAFE_INTEGER }, name)
  }), !0;
}
var objectsOf = async ({ helm, kubernetes }, name) => kubernetes.getByManifest(await helm.manifest(name), name.namespace), isNotKept = ({ metadata }) => metadata?.annotations?.["helm.sh/resource-policy"] !== "keep";
async function releaseDeletionOf(tools, name) {
  let objects = (await objectsOf(tools, name)).filter(isNotKept), claims = objects.filter(isPvc), volumes = await tools.kubernetes.get(
    claims.flatMap((claim) => {
      let volume = stringAt(claim, "spec", "volumeName");
      return volume ? [{ apiVersion: "v1", kind: "PersistentVolume", name: volume }] : [];
    })
  );
  return {
    leaving: objects.map((object) => ({ ...refOf(object), uid: object.metadata?.uid ?? "" })),
    volumes: volumes.filter((volume) => stringAt(volume, "spec", "persistentVolumeReclaimPolicy") === "Delete").map(({ metadata }) => metadata?.name ?? "")
  };
}
async function waitForDeletion2({ run, kubernetes }, { leaving, volumes }, endsAt) {
  let uids = new Set(leaving.map(({ uid }) => uid)), awaited = [...leaving, ...volumes.map((name) => ({ apiVersion: "v1", kind: "PersistentVolume", name }))], left = [];
  if (!await pollUntil(run, endsAt, async () => (left = (awaited.length === 0 ? [] : await kubernetes.get(awaited)).filter(({ kind, metadata }) => kind === "PersistentVolume" || uids.has(metadata?.uid ?? "")), awaited = left.map(refOf), left.length === 0 ? !0 : void 0)))
    throw new Failure(
      `timed out waiting for the deletion of ${left.slice(0, 10).map(({ kind, metadata }) => `${kind} '${metadata?.name}'`).join(", ")}. Check the controllers of their finalizers`
    );
}

// src/handler/response.ts
var https2 = __toESM(require("https")), MAX_RESPONSE_BYTES = 4e3;
function responseFor(request2, physicalId, result) {
  let { StackId, RequestId, LogicalResourceId } = request2, base = { PhysicalResourceId: physicalId, StackId, RequestId, LogicalResourceId };
  if (result.failure === void 0) {
    let done = { Status: "SUCCESS", ...base, ...result.data ? { Data: result.data } : {} }, bytes2 = Buffer.byteLength(JSON.stringify(done));
    return bytes2 <= MAX_RESPONSE_BYTES ? done : responseFor(request2, physicalId, {
      failure: `the response has ${bytes2} bytes: CloudFormation accepts at most ${MAX_RESPONSE_BYTES}`
    });
  }
  let room = MAX_RESPONSE_BYTES - Buffer.byteLength(JSON.stringify({ Status: "FAILED", Reason: "", ...base }));
  return { Status: "FAILED", Reason: truncated2(result.failure, room), ...base };
}
function truncated2(text, bytes2) {
  let short = text;
  for (; Buffer.byteLength(JSON.stringify(short)) > bytes2; )
    short = `${short.slice(0, Math.floor(short.length * 0.9) - 1).replace(/[\ud800-\udbff]$/, "")}\u2026`;
  return short;
}
async function sendResponse(url, answer, attempts = 5) {
  let body = JSON.stringify(answer);
  for (let attempt = 1; ; attempt++)
    try {
      await putResponse(url, body);
      return;
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((done) => setTimeout(done, 1e3 * 2 ** attempt));
    }
}
function putResponse(url, body) {
  return new Promise((resolve, reject) => {
    let request2 = https2.request(
      url,
      { method: "PUT", headers: { "content-type": "", "content-length": Buffer.byteLength(body) } },
      (response) => {
        response.resume(), (response.statusCode ?? 500) < 400 ? resolve() : reject(new Error(`the response URL of CloudFormation returned status ${response.statusCode}`));
      }
    );
    request2.on("error", reject), request2.end(body);
  });
}

// src/model/custom-resource-types.data.ts
var OBJECTS_RESOURCE = "Custom::StrataObjects", HELM_RELEASE_RESOURCE = "Custom::StrataHelmRelease", VALUE_RESOURCE = "Custom::StrataValue", PRUNE_RESOURCE = "Custom::StrataSweep";

// src/handler/handler.ts
var RESERVED_MILLISECONDS = 6e4, RESERVED_FOR_ANSWER = 5 * 6e4;
async function handle(world, request2, remainingMilliseconds) {
  let { clock: clock2, log } = world, notes = /* @__PURE__ */ new Set(), note = (message) => {
    notes.has(message) || log(message), notes.add(message);
  }, stop = new AbortController(), end = (request2.progress?.startedAt ?? clock2.now()) + limitOf(request2.ResourceProperties), deadline = Math.min(clock2.now() + remainingMilliseconds - RESERVED_MILLISECONDS, end), run = { clock: clock2, deadline, log, logForFailure: note, signal: stop.signal }, holding = { stop }, outcome = await outcomeOf(world, run, request2, holding);
  if (holding.end?.(), outcome.type === "abandoned") return log(`ends without an answer: ${outcome.reason}`);
  if (outcome.type === "unfinished") {
    await holding.lease?.release().catch((error) => log(error.message));
    let failure = await continued(world, { ...request2, progress: outcome.progress });
    return failure === void 0 ? void 0 : respond(world, request2, { failure });
  }
  let result = outcome.type === "failed" ? { failure: [outcome.reason, ...notes].join(`
`) } : { data: outcome.data };
  await respond(world, request2, result), await endLease(world, request2, holding, outcome.type === "done");
}
async function endLease({ log }, request2, { lease }, done) {
  await (request2.RequestType === "Delete" && done ? lease?.delete() : lease?.answered(request2))?.catch((error) => log(error.message));
}
async function continued({ log, reinvoke: reinvoke2 }, request2) {
  log(`continued in another invocation: ${JSON.stringify(request2.progress)}`);
  try {
    await reinvoke2(request2);
    return;
  } catch (error) {
    return `the next invocation of the function could not be started: ${error.message}`;
  }
}
async function answerForFailure(world, { requestContext, requestPayload, responsePayload }) {
  let { condition: condition2, approximateInvokeCount: count } = requestContext, failure = `the function ended without a response (${condition2}, ${count} ${count === 1 ? "invocation" : "invocations"}): ${responsePayload?.errorMessage ?? "no error message"}`;
  return respond(world, requestPayload, { failure });
}
async function respond(world, request2, result) {
  let { log } = world;
  return log(result.failure === void 0 ? "done" : `failed: ${result.failure}`), world.respond(request2.ResponseURL, responseFor(request2, physicalIdOf(request2), result));
}
function physicalIdOf({ StackId, LogicalResourceId, ResourceType, ResourceProperties, ...request2 }) {
  if (request2.RequestType === "Delete" && request2.PhysicalResourceId) return request2.PhysicalResourceId;
  let { Release, Namespace, ClusterName } = ResourceProperties;
  if (ResourceType === OBJECTS_RESOURCE) return `${String(ResourceProperties.Deployment)}@${ClusterName}`;
  let resource = (0, import_crypto6.createHash)("sha256").update(`${StackId} ${LogicalResourceId}`).digest("hex").slice(0, 16);
  return `${ResourceType === HELM_RELEASE_RESOURCE ? `${Namespace}/${Release}` : LogicalResourceId}@${ClusterName} ${resource}`;
}
async function outcomeOf(world, run, request2, holding) {
  let progress = request2.progress ?? { startedAt: run.clock.now(), step: "" }, reached = progress;
  try {
    return { type: "done", data: await perform(world, run, request2, progress, holding, (next) => {
      reached = { ...next, startedAt: progress.startedAt };
    }) };
  } catch (error) {
    if (error instanceof LeaseLost) return { type: "abandoned", reason: error.message };
    if (run.signal?.aborted) return { type: "abandoned", reason: "another invocation has the lease of the deployment" };
    let limit = limitOf(request2.ResourceProperties);
    return error instanceof InvocationTimeout && run.clock.now() + RESERVED_MILLISECONDS < progress.startedAt + limit ? { type: "unfinished", progress: reached } : error instanceof InvocationTimeout ? { type: "failed", reason: `timed out after ${Math.round(limit / 6e4)} minutes in step '${reached.step}'` } : (error instanceof Failure || run.log(String(error.stack)), { type: "failed", reason: error.message });
  }
}
function limitOf({ ServiceTimeout }) {
  let timeout = Number(ServiceTimeout ?? NaN) * 1e3;
  return Number.isNaN(timeout) ? MAX_DURATION : Math.min(MAX_DURATION, timeout - RESERVED_FOR_ANSWER);
}
async function perform(world, run, request2, progress, holding, reached) {
  let { RequestType, ResourceType, ResourceProperties: properties } = request2, deletes = RequestType === "Delete";
  if (ResourceType === PRUNE_RESOURCE && !deletes || ResourceType === VALUE_RESOURCE && deletes) return;
  let cluster = await world.connect(properties.ClusterName, run, endpointOf(properties));
  if (!cluster) {
    if (deletes) return;
    throw new Failure(`No cluster found for name: ${properties.ClusterName}`);
  }
  let namespaces = namespacesOf(properties), connected = namespaces.length > 0 ? { ...cluster, kubernetes: new NamespacedKubernetes(cluster.kubernetes, namespaces) } : cluster, { kubernetes, helm } = ResourceType === VALUE_RESOURCE ? connected : await withLease(world, run, request2, connected, holding), endsAt = progress.startedAt + limitOf(properties), { StackId: stackId } = request2, before = request2.OldResourceProperties?.ClusterName === properties.ClusterName ? request2.OldResourceProperties : void 0, marks = async () => new OwnerAnnotations(await clusterUidOf(kubernetes));
  switch (ResourceType) {
    case OBJECTS_RESOURCE: {
      let place = { run, kubernetes, ownerAnnotations: await marks() }, owner = { stackId, deployment: String(properties.Deployment) };
      if (deletes) return withoutResult(deleteDeployment(place, owner, await readManifest(world, properties), endsAt));
      let objects = await readObjects(properties, world.download), applied = new ObjectsApplier(place, request2, objectsSpecOf(properties, objects, before && await readManifest(world, before)));
      return withoutResult(applied.apply(progress).finally(() => reached(applied.progress)));
    }
    case HELM_RELEASE_RESOURCE: {
      let tools = { run, kubernetes, helm, clusterUid: await clusterUidOf(kubernetes) };
      return withoutResult(deletes ? deleteRelease(tools, request2, releaseSpecOf(properties, world.download), endsAt) : applyRelease(tools, request2, releaseSpecOf(properties, world.download), progress, (step2) => reached({ step: step2 })));
    }
    case VALUE_RESOURCE: {
      let { wanted, waitMilliseconds } = valueSpecOf(properties);
      return { Value: await awaitValue(run, kubernetes, wanted, progress.startedAt + Math.min(waitMilliseconds, MAX_DURATION)) };
    }
    case PRUNE_RESOURCE:
      return withoutResult(prune(run, kubernetes, request2, await marks(), progress.startedAt, endsAt));
    default:
      throw new Failure(`unknown resource type ${ResourceType}`);
  }
}
function endpointOf({ Endpoint, CertificateAuthority }) {
  return typeof Endpoint == "string" ? { server: Endpoint, certificate: String(CertificateAuthority ?? "") } : void 0;
}
var hidesLogs = ({ ResourceProperties: { PodLogs } }) => String(PodLogs) === "false", withoutLogs = (kubernetes) => new Proxy(kubernetes, { get: (target, name) => name === "logs" ? async () => "" : Reflect.get(target, name) });
async function withLease({ repeat }, run, request2, { kubernetes, helm }, holding) {
  let lease = await DeploymentLease.acquire(run, kubernetes, request2);
  holding.lease = lease, holding.end = repeat?.(RENEW_INTERVAL, () => {
    lease.renew().catch((error) => {
      run.log(error.message), error instanceof LeaseLost && holding.stop.abort();
    });
  });
  let api = renewing(kubernetes, lease);
  return { kubernetes: hidesLogs(request2) ? withoutLogs(api) : api, helm: renewing(helm, lease) };
}
async function clusterUidOf(kubernetes) {
  let [namespace] = await kubernetes.get([{ apiVersion: "v1", kind: "Namespace", name: kubernetes.home }]), uid = namespace?.metadata?.uid;
  if (!uid) throw new Failure(`Namespace '${kubernetes.home}' not found or without uid: the owner of objects cannot be determined`);
  return uid;
}
async function readManifest({ download: download2, log }, properties) {
  try {
    return desiredManifestOf(properties, await readObjects(properties, download2));
  } catch (error) {
    log(`the manifest of ${String(properties.Deployment)} cannot be read: ${error.message}`);
    return;
  }
}
async function withoutResult(work) {
  await work;
}

// src/handler/helm-cli.ts
var fs3 = __toESM(require("fs")), path3 = __toESM(require("path")), import_yaml2 = __toESM(require_dist());

// src/handler/chart-source.rules.ts
var CHART_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/, DIGEST = /@sha256:[0-9a-f]{64}$/;
function remoteChartOf({ chart, repository, version }) {
  if (!CHART_NAME.test(chart)) throw new Failure(`the chart name is '${chart}': must contain letters, digits, '.', '_' and '-' only`);
  let [, scheme, host] = /^(https|oci):\/\/([^/]+)(?:\/|$)/.exec(repository) ?? [];
  if (scheme === void 0) throw new Failure(`the repository of chart '${chart}' is '${repository}': must begin with https:// or oci://`);
  let pinned = scheme === "oci" && DIGEST.test(repository);
  if (!version && !pinned)
    throw new Failure(`the version of chart '${chart}' is missing: set its version, or the digest of the chart in an OCI registry`);
  let options = version ? ["--version", version] : [];
  return scheme === "oci" ? { name: repository, options, registry: host } : { name: chart, options: ["--repo", repository, ...options] };
}

// src/handler/command.ts
var import_child_process = require("child_process");
function execute(program, args, { input = "", env, timeoutMilliseconds, signal: abort }) {
  return new Promise((resolve, reject) => {
    let child = (0, import_child_process.spawn)(program, [...args], {
      env,
      timeout: timeoutMilliseconds,
      killSignal: "SIGKILL",
      signal: abort
    }), [stdout, stderr] = [[], []];
    child.stdout.on("data", (chunk) => stdout.push(chunk)), child.stderr.on("data", (chunk) => stderr.push(chunk)), child.on("error", reject), child.on(
      "close",
      (code, signal) => resolve({
        code: code ?? 1,
        timedOut: child.killed,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + (signal ? `
${endedBy(signal, child.killed, program, timeoutMilliseconds)}` : "")
      })
    ), child.stdin.on("error", () => {
    }), child.stdin.end(input);
  });
}
var endedBy = (signal, timedOut, program, timeoutMilliseconds) => timedOut ? `context deadline exceeded: ${program} did not finish in ${timeoutMilliseconds / 1e3} s` : `unexpected EOF: ${program} was ended by ${signal}`;
function withRetries(run, attempt, renewCredentials, { classify = classifyError, hints } = {}) {
  return retrying(run, attempt, ({ code, stderr }) => code === 0 ? void 0 : { kind: classify(stderr), message: errorSummary(stderr) }, renewCredentials, hints);
}

// src/handler/release-secret.rules.ts
var import_zlib3 = require("zlib");
var SYSTEM_LABELS = /* @__PURE__ */ new Set(["name", "owner", "status", "version", "createdAt", "modifiedAt"]), revisionsSelector = ({ release }) => `owner=helm,name=${release}`, revisionRef = ({ release, namespace }, revision) => ({
  apiVersion: "v1",
  kind: "Secret",
  namespace,
  name: `sh.helm.release.v1.${release}.v${revision}`
}), statesOf = (secrets) => secrets.map(({ metadata: { labels = {} } = {} }) => ({
  revision: Number(labels.version),
  status: labels.status ?? "",
  labels: Object.fromEntries(Object.entries(labels).filter(([label]) => !SYSTEM_LABELS.has(label)))
})).sort((a, b) => a.revision - b.revision);
function decodedRevision(secret) {
  let stored = Buffer.from(Buffer.from(stringAt(secret, "data", "release") ?? "", "base64").toString(), "base64"), json = stored[0] === 31 && stored[1] === 139 ? (0, import_zlib3.gunzipSync)(stored) : stored;
  return JSON.parse(json.toString());
}
var encodedRevision = (revision) => Buffer.from((0, import_zlib3.gzipSync)(JSON.stringify(revision)).toString("base64")).toString("base64"), hooksOf = (revision) => listAt(revision, "hooks").map((hook) => ({
  kind: stringAt(hook, "kind") ?? "",
  manifest: stringAt(hook, "manifest") ?? "",
  events: listAt(hook, "events").map(String)
}));
function failedRevision(secret, description) {
  let stored = decodedRevision(secret);
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: "helm.sh/release.v1",
    metadata: { name: secret.metadata?.name, namespace: secret.metadata?.namespace, labels: { status: "failed" } },
    data: { release: encodedRevision({ ...stored, info: { ...stored.info, status: "failed", description } }) }
  };
}

// src/handler/helm-cli.ts
var HISTORY_MAX = "10", APPLY = ["--server-side=true", "--force-conflicts", "--history-max", HISTORY_MAX], HelmCli = class {
  constructor(run, config, programs, tools) {
    this.run = run;
    this.config = config;
    this.programs = programs;
    this.tools = tools;
  }
  run;
  config;
  programs;
  tools;
  async fetch(source) {
    let folder = this.folder("chart");
    if ("uploaded" in source) return this.tools.fetchChart(source.uploaded, folder);
    let { name, options, registry } = remoteChartOf(source), login = registry && await this.tools.registryCredentials(registry);
    return login && await this.pull(["registry", "login", "--username", login.user, "--password-stdin", "--", registry], login.password), await this.pull(["pull", "--destination", folder, ...options, "--", name]), path3.join(
      folder,
      fs3.readdirSync(folder).find((file) => file.endsWith(".tgz"))
    );
  }
  async crds({ release, namespace }, chart, values) {
    let files = crdChart(readChart(chart));
    if (!files) return [];
    let folder = this.folder("crds");
    writeFiles(folder, files);
    let args = ["template", "--include-crds", "--namespace", namespace, "--values", "-", "--", release, folder], { stdout } = succeeded(await this.helm(args, { input: values }));
    return (0, import_yaml2.parseAllDocuments)(stdout, YAML_OF_HELM).flatMap((document) => objectsIn(document.toJS()));
  }
  async upgrade({ release, namespace }, chart, values, options) {
    let { createNamespace, takeOwnership, labels, awaitedKinds } = options, args = [
      "upgrade",
      "--install",
      ...APPLY,
      "--hide-notes",
      "--skip-crds",
      // without it, Helm keeps the values of the revision before if all values are removed
      "--reset-values",
      "--namespace",
      namespace,
      "--values",
      "-",
      "--labels",
      pairs(labels),
      ...createNamespace ? ["--create-namespace"] : [],
      ...takeOwnership ? ["--take-ownership"] : [],
      "--",
      release,
      chart
    ], classify = (message) => awaitedKinds.includes(unknownKind(message)?.kind ?? "") ? "transient" : classifyOperation(message);
    finished(await this.helm(args, { input: values, options, classify }));
  }
  async rollback({ release, namespace }, revision, options) {
    let args = ["rollback", ...APPLY, "--namespace", namespace, "--", release, `${revision}`];
    finished(await this.helm(args, { options, classify: classifyOperation }));
  }
  async history(name) {
    let secret = { apiVersion: "v1", kind: "Secret" };
    return statesOf(await this.tools.kubernetes.list(secret, { namespace: name.namespace, selector: revisionsSelector(name) }));
  }
  async record(name, revision) {
    let [secret] = await this.tools.kubernetes.get([revisionRef(name, revision)]), stored = secret && decodedRevision(secret);
    return stored && { description: stringAt(stored, "info", "description") ?? "", hooks: hooksOf(stored) };
  }
  async manifest({ release, namespace }) {
    return succeeded(await this.helm(["get", "manifest", "--namespace", namespace, "--", release])).stdout;
  }
  async uninstall({ release, namespace }, timeoutSeconds) {
    finished(
      await this.helm(["uninstall", "--namespace", namespace, "--ignore-not-found", "--timeout", `${timeoutSeconds}s`, "--", release])
    );
  }
  async markFailed(name, revision, description) {
    let [secret] = await this.tools.kubernetes.get([revisionRef(name, revision)]);
    if (!secret) return;
    let refusals = await this.tools.kubernetes.apply([failedRevision(secret, description)], { forceConflicts: !0 });
    if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
  }
  async pull(args, input) {
    let hints = { transient: "the chart cannot be downloaded", unauthorized: "the registry of the chart rejects the function" };
    succeeded(await this.helm(args, { input, hints }));
  }
  folder(name) {
    return fs3.mkdtempSync(path3.join(this.programs.home, `${name}-`));
  }
  helm([command, ...args], { input, options, classify = classifyHelmError, hints } = {}) {
    let { path: programs, home } = this.programs, attempt = async () => {
      await options?.beforeAttempt();
      let timeout = options ? ["--timeout", `${options.timeoutSeconds()}s`] : [];
      return execute("helm", [command, ...timeout, ...args], {
        input,
        env: {
          PATH: programs,
          HOME: home,
          KUBECONFIG: await this.config.currentFile(),
          HELM_CACHE_HOME: `${home}/helm/cache`,
          HELM_CONFIG_HOME: `${home}/helm/config`,
          HELM_DATA_HOME: `${home}/helm/data`,
          HTTPS_PROXY: process.env.HTTPS_PROXY,
          NO_PROXY: process.env.NO_PROXY
        },
        signal: this.run.signal,
        timeoutMilliseconds: Math.max(1e3, this.run.deadline - this.run.clock.now())
      });
    };
    return withRetries(this.run, attempt, () => this.config.refreshToken(), { classify, hints });
  }
}, YAML_OF_HELM = {
  version: "1.1",
  merge: !0,
  customTags: (tags) => tags.filter((tag) => typeof tag == "string" || tag.tag !== "tag:yaml.org,2002:timestamp")
}, classifyOperation = (message) => /helm did not finish in/.test(message) ? "final" : classifyHelmError(message), pairs = (labels) => Object.entries(labels).map(([label, value]) => `${label}=${value}`).join(",");
function succeeded(printed) {
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}`);
  return printed;
}
var ADVICE = ". A hook must finish within 13 minutes, because Helm waits for it in one invocation of the function: run longer work in a Job of a ChartDeployment that the release depends on";
function finished(printed) {
  let timedOut = printed.timedOut || isHookFailure(printed.stderr) && /context deadline exceeded|timed out/.test(printed.stderr);
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}${timedOut ? ADVICE : ""}`);
}

// src/handler/request-origin.rules.ts
function acceptedEvent(event, origin) {
  if (isRecord(event)) {
    let reason2 = refusalOf(event.requestPayload, origin);
    return reason2 === void 0 ? { type: "failure", record: event } : { type: "dropped", reason: reason2 };
  }
  let reason = refusalOf(event, origin);
  return reason === void 0 ? { type: "request", request: event } : { type: "dropped", reason };
}
var isRecord = (event) => typeof event == "object" && event !== null && "requestContext" in event && "requestPayload" in event;
function refusalOf(request2, { stackId, region, urlSuffix }) {
  let { StackId, ResponseURL, RequestType } = request2 ?? {};
  if (!["Create", "Update", "Delete"].includes(RequestType ?? "")) return "the event is not a request of CloudFormation";
  if (stackId !== void 0 && StackId !== stackId) return `StackId is ${StackId}, the function belongs to ${stackId}`;
  let host = hostOf(ResponseURL);
  return host !== void 0 && responseHost(region, urlSuffix).test(host) ? void 0 : `ResponseURL has the host ${host}, which is not a bucket of CloudFormation in ${region}`;
}
function hostOf(url) {
  if (typeof url != "string" || !URL.canParse(url)) return;
  let { protocol, host, username } = new URL(url);
  return protocol === "https:" && username === "" ? host : void 0;
}
function responseHost(region = "", urlSuffix = "") {
  let literal2 = (text) => text.replace(/[^a-z0-9-]/g, "\\$&"), bucket = `cloudformation-custom-resource-response-${region.replace(/-/g, "")}`;
  return new RegExp(`^${literal2(bucket)}\\.s3(?:(?:\\.dualstack)?[.-]${literal2(region)})?\\.${literal2(urlSuffix)}$`);
}

// src/handler/index.ts
var PATH = "/opt/kubectl:/opt/helm", clock = { now: () => Date.now(), sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)) };
async function handler(event, context) {
  let { STACK_ID: stackId, AWS_REGION: region, URL_SUFFIX: urlSuffix } = process.env, accepted = acceptedEvent(event, { stackId, region, urlSuffix });
  if (accepted.type === "dropped") {
    console.log(`dropped: ${accepted.reason}`);
    return;
  }
  let home = fs4.mkdtempSync(path4.join("/tmp", "run-")), connections = [];
  try {
    let environment = environmentIn(home, connections);
    if (accepted.type === "failure") return await answerForFailure(environment, accepted.record);
    logRequest(accepted.request), await handle(environment, accepted.request, context.getRemainingTimeInMillis());
  } finally {
    connections.forEach((each) => each.close()), fs4.rmSync(home, { recursive: !0, force: !0 });
  }
}
function logRequest(request2) {
  let ResourceProperties = Object.keys(request2.ResourceProperties);
  console.log(JSON.stringify({ ...request2, ResponseURL: "\u2026", ResourceProperties, OldResourceProperties: void 0 }));
}
var environmentIn = (home, connections) => ({
  clock,
  connect: async (clusterName, run, known) => {
    let endpoint = await describeCluster(clusterName, known);
    if (!endpoint) return;
    let config = new TokenKubeConfig(clusterName, endpoint, path4.join(home, "kubeconfig"), clock.now), programs = { path: PATH, home }, kubernetes = new ApiKubernetes(run, config);
    return connections.push(kubernetes), { kubernetes, helm: new HelmCli(run, config, programs, { kubernetes, fetchChart, registryCredentials }) };
  },
  download: async (bucket, key) => (await download(bucket, key)).toString("utf8"),
  respond: sendResponse,
  reinvoke,
  log: (message) => console.log(message),
  repeat: (milliseconds, action) => {
    let timer = setInterval(action, milliseconds);
    return () => clearInterval(timer);
  }
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
