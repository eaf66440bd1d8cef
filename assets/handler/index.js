"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf, __hasOwnProp = Object.prototype.hasOwnProperty;
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

// src/handler/index.ts
var index_exports = {};
__export(index_exports, {
  handler: () => handler
});
module.exports = __toCommonJS(index_exports);
var fs3 = __toESM(require("fs")), path3 = __toESM(require("path"));

// src/handler/aws.ts
var import_crypto = require("crypto"), fs = __toESM(require("fs")), path = __toESM(require("path")), import_client_ecr = require("@aws-sdk/client-ecr"), import_client_eks = require("@aws-sdk/client-eks"), import_client_lambda = require("@aws-sdk/client-lambda"), import_client_s3 = require("@aws-sdk/client-s3"), import_signature_v4 = require("@smithy/signature-v4");

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

// src/handler/aws.ts
async function describeCluster(name) {
  try {
    let { cluster } = await new import_client_eks.EKSClient({}).send(new import_client_eks.DescribeClusterCommand({ name }));
    return { server: cluster?.endpoint ?? "", certificate: cluster?.certificateAuthority?.data ?? "" };
  } catch (error) {
    if (error.name === "ResourceNotFoundException") return;
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
  async currentFile(namespace) {
    return (this.cachedToken === void 0 || this.now() - this.cachedToken.at > RENEWED_AFTER) && (this.cachedToken = { at: this.now(), token: await tokenFor(this.clusterName) }, this.write(this.file)), namespace === void 0 ? this.file : this.write(`${this.file}-${namespace}`, namespace);
  }
  refreshToken() {
    this.cachedToken = void 0;
  }
  write(file, namespace) {
    return fs.writeFileSync(file, kubeconfig(this.endpoint, this.cachedToken.token, namespace), { mode: 384 }), file;
  }
};
function kubeconfig({ server, certificate }, token, namespace) {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "cluster",
    clusters: [{ name: "cluster", cluster: { server, ...certificate ? { "certificate-authority-data": certificate } : {} } }],
    users: [{ name: "function", user: { token } }],
    contexts: [{ name: "cluster", context: { cluster: "cluster", user: "function", ...namespace ? { namespace } : {} } }]
  });
}
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
    this.hash = secret === void 0 ? (0, import_crypto.createHash)("sha256") : (0, import_crypto.createHmac)("sha256", bytes(secret));
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
  let file = path.join(folder, "chart.tgz");
  return fs.writeFileSync(file, content), file;
}
function unpackedChart(zip, folder, address) {
  let files = Object.entries(unzipSync(zip)).filter(([name]) => !name.endsWith("/"));
  for (let [name, content] of files) {
    let file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: !0 }), fs.writeFileSync(file, content);
  }
  let [chart] = files.map(([name]) => name).filter((name) => path.basename(name) === "Chart.yaml").sort((a, b) => a.split("/").length - b.split("/").length);
  if (chart === void 0)
    throw new Failure(
      `Chart.yaml file is missing in ${address}: upload the directory of a chart, or the .tgz file that 'helm package' creates`
    );
  return path.join(folder, path.dirname(chart));
}
async function registryCredentials(registry) {
  let [, account, region] = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\./.exec(registry) ?? [];
  if (account === void 0) return;
  let { authorizationData = [] } = await new import_client_ecr.ECRClient({ region }).send(new import_client_ecr.GetAuthorizationTokenCommand({})), [user, password] = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString().split(":");
  return { user, password };
}
async function reinvoke(request2) {
  await new import_client_lambda.LambdaClient({}).send(
    new import_client_lambda.InvokeCommand({
      FunctionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      InvocationType: "Event",
      Payload: Buffer.from(JSON.stringify(request2))
    })
  );
}

// src/handler/handler.ts
var import_crypto4 = require("crypto");

// src/handler/inventory.ts
var import_crypto3 = require("crypto"), import_zlib = require("zlib");

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
function at(value, ...path4) {
  return path4.reduce((v, key) => typeof v == "object" && v !== null ? v[key] : void 0, value);
}
function listAt(value, ...path4) {
  let found = at(value, ...path4);
  return Array.isArray(found) ? found : [];
}
function stringAt(value, ...path4) {
  let found = at(value, ...path4);
  return typeof found == "string" ? found : void 0;
}
function objectsIn(manifest) {
  return itemsOf(manifest).filter(isObject);
}
function itemsOf(manifest) {
  return (Array.isArray(manifest) ? manifest : [manifest]).flatMap((item) => stringAt(item, "kind") === "List" ? itemsOf(at(item, "items") ?? []) : [item]);
}
var isObject = (item) => !!(stringAt(item, "kind") && stringAt(item, "apiVersion"));

// src/handler/object-ref.rules.ts
var refOf = ({ apiVersion, kind, metadata }) => ({
  apiVersion,
  kind,
  ...metadata?.namespace ? { namespace: metadata.namespace } : {},
  name: metadata?.name ?? ""
}), keyOfRef = ({ apiVersion, kind, namespace, name }) => `${groupOf(apiVersion)}/${kind} ${namespace ?? ""}/${name}`, keyOfObject = (object) => keyOfRef(refOf(object)), describeRef = ({ kind, namespace, name }) => `${kind} '${namespace ? `${namespace}/` : ""}${name}'`;
function withNamespace(object, clusterScoped) {
  let { namespace, ...metadata } = object.metadata ?? {}, scoped = clusterScoped.has(`${groupOf(object.apiVersion)}/${object.kind}`);
  return { ...object, metadata: { ...metadata, ...scoped ? {} : { namespace: namespace ?? "default" } } };
}
var clusterScopedKindsIn = (objects) => objects.filter(isCrd).map(({ spec }) => spec).filter(({ scope }) => scope === "Cluster").map(({ group, names }) => `${group}/${names?.kind}`), isCrd = ({ kind, apiVersion }) => kind === "CustomResourceDefinition" && groupOf(apiVersion) === "apiextensions.k8s.io", isNamespace = ({ kind, apiVersion }) => kind === "Namespace" && apiVersion === "v1", isPvc = ({ kind, apiVersion }) => kind === "PersistentVolumeClaim" && apiVersion === "v1", inApplyOrder = (objects) => {
  let rank = (object) => isCrd(object) ? 0 : isNamespace(object) ? 1 : 2;
  return [0, 1, 2].flatMap((wanted) => objects.filter((object) => rank(object) === wanted));
};

// src/handler/ownership.ts
var import_crypto2 = require("crypto");
var OWNER_LABEL = "cdk-eks-strata/stack", OWNER_ANNOTATION = "cdk-eks-strata/owner", PREVIOUS_ANNOTATION = "cdk-eks-strata/previous", REMOVABLE_LABEL = "cdk-eks-strata/removable", INVENTORY_LABEL = "cdk-eks-strata/record", FIELD_MANAGER = "cdk-eks-strata", hash = (text, length) => (0, import_crypto2.createHash)("sha256").update(text).digest("hex").slice(0, length), stackLabelValue = (stackId) => hash(stackId, 32), stackNameOf = (stackId) => stackId.split("/")[1] ?? stackId, OWNER_FORMAT = /^v1 ([^/ ]+)\/([^ ]+) ([0-9a-f]{16}) (\S*)$/, OwnerAnnotations = class {
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

// src/handler/inventory.ts
var INVENTORY_NAMESPACE = "kube-system", FORMAT = 1, MAX_SECRET_BYTES = 7e5, DeploymentInventories = class _DeploymentInventories {
  constructor(inventories) {
    this.inventories = inventories;
  }
  inventories;
  /** A Secret that is not a readable record claims nothing; its name is told. */
  static async read(kubernetes, cluster, run) {
    let readable = (await kubernetes.list(
      { apiVersion: "v1", kind: "Secret" },
      { namespace: INVENTORY_NAMESPACE, selector: INVENTORY_LABEL }
    )).flatMap((secret) => {
      let record = decoded(secret);
      return typeof record != "string" && record.cluster === cluster ? [record] : (run.logForFailure(
        `Secret '${INVENTORY_NAMESPACE}/${secret.metadata?.name}' was ignored: ${typeof record == "string" ? record : "it is an inventory of another cluster"}`
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
  /** The other deployment that has a Helm release. */
  otherOwnerOfRelease(release, { stackId, deployment }) {
    return this.inventories.find((record) => record.release === release && !isOwnedBy(record, stackId, deployment));
  }
  keysOf(record) {
    let known = this.keys.get(record) ?? new Set(record.refs.map(keyOfRef));
    return this.keys.set(record, known), known;
  }
}, desiredObjectOf = ({ objects = [] }, ref) => objects.find((object) => keyOfObject(object) === keyOfRef(ref));
async function writeInventory(kubernetes, record) {
  let secret = secretOf(record), [refusal] = await kubernetes.apply([secret], { forceConflicts: !0 });
  if (!refusal) return;
  await kubernetes.delete([refOf(secret)], "background");
  let [again] = await kubernetes.apply([secret], { forceConflicts: !0 });
  if (again) throw new Error(`the inventory of ${record.deployment} cannot be written: ${again.reason}`);
}
function secretOf(record) {
  let complete = encoded(record), { objects: _, ...small } = record;
  return {
    apiVersion: "v1",
    kind: "Secret",
    type: TYPE,
    metadata: { ...secretNameOf(record), labels: { [INVENTORY_LABEL]: "deployment", "app.kubernetes.io/managed-by": FIELD_MANAGER } },
    data: { record: complete.length > MAX_SECRET_BYTES ? encoded(small) : complete }
  };
}
async function deleteInventory(kubernetes, owner) {
  await kubernetes.delete([{ apiVersion: "v1", kind: "Secret", ...secretNameOf(owner) }], "background");
}
var isOwnedBy = (record, stackId, deployment) => record.stackId === stackId && record.deployment === deployment;
function secretNameOf({ deployment, stackId }) {
  return {
    namespace: INVENTORY_NAMESPACE,
    name: `cdk-eks-strata-${(0, import_crypto3.createHash)("sha256").update(`${stackId} ${deployment}`).digest("hex").slice(0, 32)}`
  };
}
var TYPE = "cdk-eks-strata/record", encoded = (record) => (0, import_zlib.gzipSync)(JSON.stringify({ format: FORMAT, ...record })).toString("base64");
function decoded({ data, type, metadata }) {
  if (type !== TYPE) return `its type is not ${TYPE}`;
  let record = parsed(data?.record);
  if (record === void 0) return "its content cannot be read";
  let { format, ...rest } = record;
  if (format !== FORMAT) return `its format is ${JSON.stringify(format)}, and this function supports ${FORMAT}`;
  let { stackId, deployment, cluster, refs } = rest;
  if (!([stackId, deployment, cluster].every((each) => typeof each == "string") && Array.isArray(refs) && refs.every(isRef))) return "its content is not an inventory";
  let ours = rest;
  return metadata?.name === secretNameOf(ours).name ? ours : "its name does not match its deployment";
}
function parsed(text) {
  try {
    let value = JSON.parse(
      (0, import_zlib.gunzipSync)(Buffer.from(String(text), "base64"), { maxOutputLength: MAX_DECOMPRESSED_BYTES }).toString()
    );
    return typeof value == "object" && value !== null && !Array.isArray(value) ? value : void 0;
  } catch {
    return;
  }
}
var MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024, isRef = (ref) => typeof ref == "object" && ref !== null && ["apiVersion", "kind", "name"].every((field) => typeof ref[field] == "string");

// src/handler/rejections.rules.ts
var rejectionMessage = (refusals) => firstFive(
  refusals.map(({ object, reason }) => `${describeRef(refOf(object))} was rejected: ${reason}${CONFLICT.test(reason) ? HINT : ""}`),
  `
`
), CONFLICT = /conflict with "|[Cc]onflicts? with/, HINT = ". These fields have another field manager: remove them from the manifest, or set adopt: true in the deployment", firstFive = (texts, separator = ", ") => [...texts.slice(0, 5), ...texts.length > 5 ? [`and ${texts.length - 5} more`] : []].join(separator);
function isCreatedByManifest({ object, reason }, objects) {
  return /namespaces? "[^"]*" not found/.test(reason) ? objects.some((each) => isNamespace(each) && each.metadata?.name === object.metadata?.namespace) : /no matches for kind|could not find the requested resource|doesn't have a resource type/.test(reason) ? objects.filter(isCrd).some(({ spec }) => spec.group === groupOf(object.apiVersion)) : /does not support dry run/.test(reason);
}
function isOwnerAnnotationConflict(reason) {
  let fields = CONFLICT.test(reason) ? reason.match(/(?<= |^)\.[^\s:]\S*/g) ?? [] : [];
  return fields.length > 0 && fields.every((field) => OWNER_FIELDS.includes(field));
}
var OWNER_FIELDS = [OWNER_ANNOTATION, PREVIOUS_ANNOTATION].map((annotation) => `.metadata.annotations.${annotation}`);

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

// src/handler/manifest.rules.ts
var isDeletable = (object, { deletePersistentVolumeClaims, deleteNamespaces }) => deletePersistentVolumeClaims && isPvc(object) || deleteNamespaces && isNamespace(object), inNamespaces = ({ objects }, clusterScoped) => {
  let scopes = /* @__PURE__ */ new Set([...clusterScoped, ...clusterScopedKindsIn(objects)]);
  return inApplyOrder(objects.map((object) => withNamespace(object, scopes)));
}, retiredObject = (ref, removable) => removable ? { ...ref, removable } : ref, retiredByManifest = (manifest, clusterScoped) => inNamespaces(manifest, clusterScoped).map((object) => retiredObject(refOf(object), isDeletable(object, manifest))), retiredByInventory = ({ refs, removable = [], retired: before = [] }) => [
  ...refs.map((ref) => retiredObject(ref, removable.includes(keyOfRef(ref)))),
  ...before
], withoutDuplicates = (refs) => [...new Map([...refs].reverse().map((ref) => [keyOfRef(ref), ref])).values()].reverse();

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
async function podDiagnostics(kubernetes, pod, namespace) {
  let stuck = failingContainer(pod), name = stringAt(stuck, "name");
  if (name === void 0) return [];
  let reason = stringAt(stuck, "state", "waiting", "reason"), restarts = Number(at(stuck, "restartCount") ?? 0), last = (await kubernetes.logs(namespace, pod.metadata?.name ?? "", name, restarts > 0).catch(() => "")).trimEnd().split(`
`).filter(Boolean).slice(-5).map((line) => `  ${truncated(line, 200)}`);
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
}, readinessOf = (object) => CHECKS[groupKindOf(object)]?.ready(object) ?? READY, number = (value, ...path4) => Number(at(value, ...path4) ?? 0), condition = (object, type) => listAt(object, "status", "conditions").find((each) => stringAt(each, "type") === type), messageOf = (value) => [stringAt(value, "reason"), stringAt(value, "message")].filter(Boolean).join(": ");
function byCondition(type) {
  return (object) => {
    let found = condition(object, type);
    return stringAt(found, "status") === "True" ? READY : waiting(messageOf(found) || `not ${type.toLowerCase()} yet`);
  };
}
var isObservedGenerationStale = (object) => number(object, "status", "observedGeneration") < number(object.metadata, "generation");
function deploymentReady(object) {
  if (at(object, "spec", "paused") === !0) return READY;
  if (isObservedGenerationStale(object)) return waiting("waiting for spec update to be observed");
  let progress = condition(object, "Progressing");
  if (stringAt(progress, "reason") === "ProgressDeadlineExceeded") return failed(messageOf(progress));
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
  return phase === "Succeeded" || stringAt(condition(object, "Ready"), "status") === "True" ? READY : phase === "Failed" ? failed(messageOf(at(object, "status")) || "phase Failed") : waiting(`phase ${phase ?? "unknown"}`);
}
function jobReady(object) {
  if (at(object, "spec", "suspend") === !0) return READY;
  let ended = condition(object, "Failed");
  return stringAt(ended, "status") === "True" ? failed(messageOf(ended)) : stringAt(condition(object, "Complete"), "status") === "True" ? READY : waiting(`${number(object, "status", "succeeded")} of ${Number(at(object, "spec", "completions") ?? 1)} completions succeeded`);
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
async function liveObjectsOf(kubernetes, wanted) {
  let lists = /* @__PURE__ */ new Map(), found = [];
  for (let object of wanted) {
    let { apiVersion, kind, metadata } = object, place = `${apiVersion}/${kind} ${metadata?.namespace ?? ""}`;
    if (!lists.has(place)) {
      let list = await kubernetes.list({ apiVersion, kind }, { namespace: metadata?.namespace });
      lists.set(place, new Map(list.map((each) => [keyOfObject(each), each])));
    }
    found.push([object, lists.get(place).get(keyOfObject(object))]);
  }
  return found;
}
async function isWaitForFirstConsumer(kubernetes, claim) {
  if (groupKindOf(claim) !== "/PersistentVolumeClaim") return !1;
  let name = stringAt(claim, "spec", "storageClassName");
  if (!name) return !1;
  let [found] = await kubernetes.get([{ apiVersion: "storage.k8s.io/v1", kind: "StorageClass", name }]);
  return stringAt(found, "volumeBindingMode") === "WaitForFirstConsumer";
}
async function timeoutMessage(kubernetes, unready, what) {
  let lines = unready.slice(0, 5).map(({ object, readiness }) => `${describeRef(refOf(object))} ${what}: ${"reason" in readiness ? readiness.reason : ""}`), more = unready.length > 5 ? [`and ${unready.length - 5} more`] : [];
  return [...lines, ...more, ...await diagnosticsOf(kubernetes, unready[0].object)].join(`
`);
}

// src/handler/apply-objects.ts
var BATCH_SIZE = 100, STEPS = ["check", "inventory", "apply", "hand over", "wait"], ObjectsApplier = class {
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
  /** what the resource had in the state of the stack that it comes from: a deployment is not at odds with itself about it. */
  previousObjects = [];
  async apply({ step: step2, done = 0, startedAt }) {
    let objects = await this.ownedObjects();
    for (let next of STEPS.slice(Math.max(0, STEPS.indexOf(step2))))
      this.setProgress(next, next === step2 ? done : 0), await this.runStep(next, objects, startedAt);
  }
  setProgress(step2, done) {
    this.progress = { step: step2, done };
  }
  async runStep(step2, objects, startedAt) {
    switch (step2) {
      case "check":
        return this.check(objects);
      case "inventory":
        return this.saveInventory(objects);
      case "apply":
        return this.applyAll(objects, startedAt);
      case "hand over":
        return this.handOver();
      case "wait":
        return this.waitUntilReady(objects, startedAt);
    }
  }
  // with the namespace that they end up in, and who they belong to
  async ownedObjects() {
    let {
      spec,
      context: { kubernetes, ownerAnnotations }
    } = this, known = await kubernetes.clusterScopedKinds();
    return spec.previous && (this.previousObjects = retiredByManifest(spec.previous, known)), inNamespaces(spec, known).map((object) => withOwner(object, this.owner, ownerAnnotations, isDeletable(object, spec)));
  }
  /** Checks ownership and runs a dry run of all objects, before anything is written. */
  async check(objects) {
    let { adopt } = this.spec, records = await this.readInventories(), own = records.forOwner(this.owner), had = new Set(
      [own?.refs, own?.givenUp, own?.formerly, own?.retired, this.previousObjects].flatMap((refs) => refs ?? []).map(keyOfRef)
    ), claimed = [], refusals = [];
    for (let index = 0; index < objects.length; index += BATCH_SIZE) {
      this.checkDeadline();
      let batch = objects.slice(index, index + BATCH_SIZE), elsewhere = this.ownedByOtherStacks(records, batch, await this.liveObjects(batch));
      claimed.push(
        ...[...elsewhere.values()].filter(({ ref }) => !had.has(keyOfRef(ref))).map(({ ref, deployment, stack }) => `${describeRef(ref)} is owned by ${deployment} of stack ${stack}`)
      ), claimed.length === 0 && refusals.push(...await applyWithOwnAnnotations(this.context.kubernetes, batch, { forceConflicts: adopt, dryRun: !0 }));
    }
    if (claimed.length > 0)
      throw new Failure(
        `${firstFive(claimed)}: an object can have only one owner. Remove it from that stack, or set adopt: true in this deployment`
      );
    let final = refusals.filter((refusal) => !isCreatedByManifest(refusal, objects));
    if (final.length > 0) throw new Failure(rejectionMessage(final));
  }
  // what another stack has taken over meanwhile stays with it, also when this one is rolled back; its record may be lost, the annotation is
  // not
  ownedByOtherStacks(records, objects, live) {
    let found = /* @__PURE__ */ new Map();
    if (this.spec.adopt) return found;
    let { stackId } = this.owner;
    for (let object of objects) {
      let [key, ref] = [keyOfObject(object), refOf(object)], record = records.otherOwnersOf(ref, this.owner).find((other) => other.stackId !== stackId), there = live.get(key), mark = there && this.context.ownerAnnotations.ownerOf(there);
      record ? found.set(key, { ref, deployment: record.deployment, stack: stackNameOf(record.stackId) }) : mark && mark.stack !== stackNameOf(stackId) && found.set(key, { ref, deployment: mark.deployment, stack: mark.stack });
    }
    return found;
  }
  async liveObjects(objects) {
    return new Map((await this.context.kubernetes.get(objects.map(refOf))).map((object) => [keyOfObject(object), object]));
  }
  async saveInventory(objects) {
    let before = (await this.readInventories()).forOwner(this.owner), { RequestId: writtenFor } = this.request, refs = objects.map(refOf), now = new Set(refs.map(keyOfRef)), givenUp = [...before?.refs ?? [], ...before?.givenUp ?? []].filter((ref) => !now.has(keyOfRef(ref))), retired = withoutDuplicates([...before ? retiredByInventory(before) : [], ...this.previousObjects]).filter(
      (ref) => !now.has(keyOfRef(ref))
    );
    await writeInventory(this.context.kubernetes, {
      ...this.owner,
      cluster: this.context.ownerAnnotations.cluster,
      refs,
      removable: objects.filter((object) => isDeletable(object, this.spec)).map(keyOfObject),
      objects,
      retired,
      givenUp,
      // a run that died is repeated, and finds the record that it wrote itself
      formerly: before?.writtenFor === writtenFor ? before.formerly : givenUp,
      volumes: before?.volumes,
      writtenFor
    });
  }
  async applyAll(objects, startedAt) {
    let { run, kubernetes } = this.context, definitions = objects.filter(isCrd).length, records = await this.readInventories(), { done } = this.progress;
    for (; done < objects.length; ) {
      this.checkDeadline(), done === definitions && definitions > 0 && await waitForReadiness(run, kubernetes, objects.slice(0, definitions), startedAt + MAX_DURATION);
      let end = done < definitions ? Math.min(done + BATCH_SIZE, definitions) : done + BATCH_SIZE, batch = objects.slice(done, end), live = await this.liveObjects(batch), elsewhere = this.ownedByOtherStacks(records, batch, live), next = batch.filter((object) => !elsewhere.has(keyOfObject(object))).map((object) => this.withPreviousOwner(object, live.get(keyOfObject(object)), records)), refusals = await applyWithOwnAnnotations(kubernetes, next, { forceConflicts: this.spec.adopt });
      if (refusals.length > 0) throw new Failure(rejectionMessage(refusals));
      done = Math.min(end, objects.length), this.setProgress("apply", done);
    }
  }
  // until the owner before has let go of it, it is remembered on the object itself: its record may get lost
  withPreviousOwner(object, live, records) {
    let { ownerAnnotations } = this.context;
    if (!live || this.previousObjects.some((ref) => keyOfRef(ref) === keyOfObject(object))) return object;
    let previous = ownerAnnotations.isOwnedBy(this.owner, live) ? ownerAnnotations.ownerOf(live, PREVIOUS_ANNOTATION) : ownerAnnotations.ownerOf(live);
    return !previous || records.isListedByOwner(previous.value, refOf(object), ownerAnnotations) === !1 || previous.stack === stackNameOf(this.owner.stackId) && !ownerAnnotations.isOfStack(previous, this.owner.stackId) ? object : {
      ...object,
      metadata: { ...object.metadata, annotations: { ...object.metadata?.annotations, [PREVIOUS_ANNOTATION]: previous.value } }
    };
  }
  async handOver() {
    let records = await this.readInventories(), own = records.forOwner(this.owner);
    if (!own?.givenUp?.length) return;
    await handOver(this.context, records, own, own.givenUp);
    let { givenUp: _, ...rest } = own;
    await writeInventory(this.context.kubernetes, rest);
  }
  async waitUntilReady(objects, startedAt) {
    let { skippedWaits, timeoutMilliseconds } = this.spec;
    await waitForReadiness(
      this.context.run,
      this.context.kubernetes,
      objects,
      startedAt + Math.min(timeoutMilliseconds, MAX_DURATION),
      skippedWaits
    );
  }
  async readInventories() {
    return DeploymentInventories.read(this.context.kubernetes, this.context.ownerAnnotations.cluster, this.context.run);
  }
  checkDeadline() {
    if (this.context.run.clock.now() > this.context.run.deadline) throw new InvocationTimeout();
  }
};
async function applyWithOwnAnnotations(kubernetes, objects, options) {
  let refusals = await kubernetes.apply(objects, options), about = refusals.filter(({ reason }) => isOwnerAnnotationConflict(reason)).map(({ object }) => object), others = refusals.filter(({ object }) => !about.includes(object));
  return about.length > 0 ? [...others, ...await kubernetes.apply(about, { ...options, forceConflicts: !0 })] : others;
}

// src/handler/awaited-value.ts
async function awaitValue(run, kubernetes, { object, path: path4 }, endsAt) {
  let found = await pollUntil(run, endsAt, async () => {
    let [live] = await kubernetes.get([object]), value = path4.reduce(step, live);
    return value == null || value === "" ? void 0 : String(value);
  });
  if (found === void 0)
    throw new Failure(`timed out waiting for ${path4.join(".")} of ${describeRef(object)}. Check the events of the object`);
  return found;
}
function step(value, key) {
  let [name, wanted] = key.split("=");
  return Array.isArray(value) ? wanted === void 0 ? value[Number(key)] : value.find((entry) => at(entry, name) === wanted) : at(value, key);
}

// src/handler/prune-objects.ts
async function pruneObjects(removal, candidates, remembered) {
  let { kubernetes, saveVolumes } = removal, removable = await deletableOf(removal, candidates), inside = await pvcsInNamespaces(removal, removable), volumes = [.../* @__PURE__ */ new Set([...remembered, ...await persistentVolumesOf(kubernetes, [...removable.filter(isPvc), ...inside])])];
  volumes.length > remembered.length && await saveVolumes(volumes);
  let rank = (object) => isNamespace(object) ? 2 : isCrd(object) ? 1 : 0;
  for (let wanted of [0, 1, 2]) {
    let group = removable.filter((object) => rank(object) === wanted).reverse();
    group.length !== 0 && (await kubernetes.delete(group.map(refOf)), await waitForDeletion(removal, group));
  }
  await waitForVolumeDeletion(removal, volumes);
}
async function deletableOf({ run, kubernetes, ownerAnnotations, inventories }, candidates) {
  let byKey = /* @__PURE__ */ new Map();
  for (let each of candidates) byKey.set(keyOfRef(each), [...byKey.get(keyOfRef(each)) ?? [], each]);
  let live = candidates.length === 0 ? [] : await kubernetes.get([...byKey.values()].map(([first]) => first)), removable = [];
  for (let object of live) {
    let ref = refOf(object), possible = byKey.get(keyOfRef(ref)), own = possible.find((each) => ownerAnnotations.isOwnedBy(each, object) && inventories.otherOwnersOf(ref, each).length === 0), previous = ownerAnnotations.ownerOf(object, PREVIOUS_ANNOTATION);
    own ? previous && inventories.isListedByOwner(previous.value, ref, ownerAnnotations) === void 0 ? (run.log(
      `${describeRef(ref)} is retained: it was adopted from ${previous.deployment} of stack ${previous.stack}, whose inventory does not exist`
    ), await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: previous.value, [PREVIOUS_ANNOTATION]: void 0 })) : isKeptByDefault(object) && !own.removable ? await kubernetes.annotate(ref, { [OWNER_ANNOTATION]: void 0, [PREVIOUS_ANNOTATION]: void 0 }) : removable.push(object) : (possible.some((each) => ownerAnnotations.wasOwnedBy(each, object)) && await kubernetes.annotate(ref, { [PREVIOUS_ANNOTATION]: void 0 }), ownerAnnotations.ownerOf(object) || run.log(`${describeRef(ref)} is retained: its annotation ${OWNER_ANNOTATION} names another owner`));
  }
  return removable;
}
var isKeptByDefault = (object) => isPvc(object) || isNamespace(object);
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
    async () => (left = (await kubernetes.get(left.map(refOf))).filter(({ metadata }) => uids.has(metadata?.uid)), left.length === 0 ? !0 : void 0),
    3e3
  )) return;
  let named = left.slice(0, 10).map((object) => `${describeRef(refOf(object))}${finalizersOf(object)}`);
  throw new Failure(
    `timed out waiting for the deletion of ${named.join(", ")}${left.length > 10 ? ` and ${left.length - 10} more` : ""}. Check the controllers of their finalizers`
  );
}
var finalizersOf = ({ metadata }) => metadata?.finalizers?.length ? ` (finalizers: ${metadata.finalizers.join(", ")})` : "";
async function waitForVolumeDeletion({ run, kubernetes, endsAt }, names) {
  let left = [];
  if (!await pollUntil(
    run,
    endsAt,
    async () => (left = names.length === 0 ? [] : await kubernetes.get(names.map(volumeRef)), left.length === 0 ? !0 : void 0),
    3e3
  ))
    throw new Failure(
      `timed out waiting for the deletion of ${left.map(refOf).map(describeRef).join(", ")}, whose PersistentVolumeClaims were deleted. Check the log of their CSI driver`
    );
}

// src/handler/delete-deployment.ts
async function deleteDeployment(place, owner, manifest, endsAt) {
  let { run, kubernetes, ownerAnnotations } = place, records = await DeploymentInventories.read(kubernetes, ownerAnnotations.cluster, run), own = records.forOwner(owner), asked = manifest ? retiredByManifest(manifest, await kubernetes.clusterScopedKinds()) : [], recorded = own ? [...retiredByInventory(own), ...own.givenUp ?? []] : [], everything = withoutDuplicates([...recorded, ...asked, ...own || manifest ? [] : await findByLabel(place, owner)]), passed = new Set(own?.retired?.map(keyOfRef)), shared = everything.filter((ref) => !passed.has(keyOfRef(ref)) && records.otherOwnersOf(ref, owner).length > 0);
  await handOver(place, records, owner, shared);
  let alone = everything.filter((ref) => !shared.includes(ref)), remember = async (volumes) => writeInventory(kubernetes, {
    ...owner,
    cluster: ownerAnnotations.cluster,
    refs: [],
    retired: alone,
    volumes,
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

// src/handler/substitutions.rules.ts
var PLACEHOLDER = /"<<strata-value:(\d+)>>"|<<strata:(\d+)>>/g;
var withoutPlaceholders = (text, values) => text.replace(PLACEHOLDER, (_, whole, part) => values[Number(whole ?? part)] ?? "");

// src/handler/properties.rules.ts
var stringProperty = (properties, name) => {
  let value = properties[name];
  if (typeof value != "string" || value === "") throw new Failure(`property ${name} is missing`);
  return value;
}, booleanProperty = (properties, name) => String(properties[name]) === "true", listProperty = (properties, name) => Array.isArray(properties[name]) ? properties[name].map(String) : [], DEFAULT_WAIT_SECONDS = 1800, timeoutMillisecondsOf = (properties) => Number(properties.WaitSeconds ?? DEFAULT_WAIT_SECONDS) * 1e3, skippedCategoriesOf = (properties) => new Set(listProperty(properties, "NotWaitedFor"));
async function readObjects(properties, download2) {
  let { ManifestFile: file } = properties, json = file ? withoutPlaceholders(await download2(file.Bucket, file.Key), file.Values ?? []) : stringProperty(properties, "Manifest");
  try {
    return objectsIn(JSON.parse(json));
  } catch (error) {
    throw new Failure(
      `the manifest is not valid JSON after CloudFormation resolved its tokens (a value contains a quote or a line break): ${error.message}`
    );
  }
}
var desiredManifestOf = (properties, objects) => ({
  objects,
  deletePersistentVolumeClaims: booleanProperty(properties, "RemoveClaims"),
  deleteNamespaces: booleanProperty(properties, "RemoveNamespaces")
}), objectsSpecOf = (properties, objects, before) => ({
  ...desiredManifestOf(properties, objects),
  deployment: stringProperty(properties, "Deployment"),
  previous: before,
  skippedWaits: skippedCategoriesOf(properties),
  timeoutMilliseconds: timeoutMillisecondsOf(properties),
  adopt: booleanProperty(properties, "TakeOver")
});
function releaseSpecOf(properties) {
  let { ChartFile: file } = properties;
  return {
    deployment: stringProperty(properties, "Deployment"),
    release: stringProperty(properties, "Release"),
    namespace: stringProperty(properties, "Namespace"),
    source: file ? { chart: `s3://${file.Bucket}/${file.Key}` } : {
      chart: stringProperty(properties, "Chart"),
      repository: properties.Repository,
      version: properties.Version
    },
    values: String(properties.Values ?? "{}"),
    createNamespace: booleanProperty(properties, "CreateNamespace"),
    timeoutMilliseconds: timeoutMillisecondsOf(properties),
    skippedWaits: skippedCategoriesOf(properties)
  };
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
var LEFTOVERS = "(left over)";
async function prune(run, kubernetes, { StackId: stackId }, marks, endsAt) {
  let records = await DeploymentInventories.read(kubernetes, marks.cluster, run), leftovers = records.forOwner({ stackId, deployment: LEFTOVERS }), pruned = records.ofStack(stackId).filter(({ retired = [], deleted }) => retired.length > 0 || deleted), candidates = pruned.flatMap(
    ({ deployment, retired = [] }) => retired.map((ref) => ({ ...ref, stackId, deployment }))
  ), written = leftovers !== void 0, remember = async (volumes) => {
    written = !0, await writeInventory(kubernetes, { stackId, deployment: LEFTOVERS, cluster: marks.cluster, refs: [], volumes });
  }, known = [...new Set([leftovers, ...pruned].flatMap((record) => record?.volumes ?? []))];
  await pruneObjects(
    { run, kubernetes, ownerAnnotations: marks, inventories: records, stackId, endsAt, saveVolumes: remember },
    candidates,
    known
  );
  for (let record of pruned) await clearRetired(kubernetes, record);
  written && await deleteInventory(kubernetes, { stackId, deployment: LEFTOVERS });
}
async function clearRetired(kubernetes, record) {
  let { retired: _, volumes: __, ...rest } = record;
  return record.deleted ? deleteInventory(kubernetes, record) : writeInventory(kubernetes, rest);
}

// src/handler/release.ts
var releaseKeyOf = ({ namespace, release }) => `${namespace}/${release}`;
function releaseInventoryOf(stackId, cluster, name) {
  let release = releaseKeyOf(name);
  return { deployment: `${name.deployment} ${release}`, stackId, cluster, refs: [], release };
}
async function applyRelease(tools, { StackId }, wanted, { step: step2, startedAt }, reached) {
  let { run, kubernetes, helm } = tools, endsAt = startedAt + Math.min(wanted.timeoutMilliseconds, MAX_DURATION);
  step2 !== "wait" && (await writeInventory(kubernetes, releaseInventoryOf(StackId, tools.clusterUid, wanted)), await upgradeUnlocked(helm, wanted, async () => {
    let timeoutSeconds = Math.max(60, Math.floor((Math.min(endsAt, run.deadline) - run.clock.now()) / 1e3));
    await helm.upgrade(wanted, wanted.source, wanted.values, { createNamespace: wanted.createNamespace, timeoutSeconds });
  }), reached("wait")), await waitForReadiness(run, kubernetes, await objectsOf(tools, wanted), endsAt, wanted.skippedWaits);
}
async function deleteRelease(tools, { StackId }, name, endsAt) {
  let { run, kubernetes, helm } = tools, records = await DeploymentInventories.read(kubernetes, tools.clusterUid, run), claim = releaseInventoryOf(StackId, tools.clusterUid, name);
  if (!records.otherOwnerOfRelease(claim.release, claim)) {
    let before = records.forOwner(claim) ?? claim, installed = (await helm.history(name)).length > 0, left = installed ? await releaseDeletionOf(tools, name) : { leaving: before.leaving ?? [], volumes: before.volumes ?? [] };
    await writeInventory(kubernetes, { ...before, ...left }), installed && await helm.uninstall(name, Math.max(60, Math.floor((run.deadline - run.clock.now()) / 1e3))), await waitForDeletion2(tools, left, endsAt);
  }
  await deleteInventory(kubernetes, claim);
}
var LOCKED = /another operation \(install\/upgrade\/rollback\) is in progress/;
async function upgradeUnlocked(helm, name, upgrade) {
  await unlock(helm, name);
  try {
    await upgrade();
  } catch (error) {
    if (!LOCKED.test(error.message)) throw error;
    await unlock(helm, name), await upgrade();
  }
}
async function unlock(helm, name) {
  let history = await helm.history(name), last = history[history.length - 1];
  last?.status.startsWith("pending-") && await helm.deleteRevision(name, last.revision);
}
var objectsOf = async ({ helm, kubernetes }, name) => kubernetes.getByManifest(await helm.manifest(name), name.namespace);
async function releaseDeletionOf(tools, name) {
  let objects = (await objectsOf(tools, name)).filter(({ metadata }) => metadata?.annotations?.["helm.sh/resource-policy"] !== "keep"), claims = objects.filter(isPvc), volumes = await tools.kubernetes.get(
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
var https = __toESM(require("https")), MAX_RESPONSE_BYTES = 4e3;
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
    let request2 = https.request(
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
var RESERVED_MILLISECONDS = 6e4;
async function handle(world, request2, remainingMilliseconds) {
  let { clock: clock2, log } = world, notes = /* @__PURE__ */ new Set(), note = (message) => {
    notes.has(message) || log(message), notes.add(message);
  }, run = { clock: clock2, deadline: clock2.now() + remainingMilliseconds - RESERVED_MILLISECONDS, log, logForFailure: note }, outcome = await outcomeOf(world, run, request2);
  if (outcome.type === "unfinished")
    return log(`continued in another invocation: ${JSON.stringify(outcome.progress)}`), world.reinvoke({ ...request2, progress: outcome.progress });
  let result = outcome.type === "failed" ? { failure: [outcome.reason, ...notes].join(`
`) } : { data: outcome.data };
  return log("failure" in result ? `failed: ${result.failure}` : "done"), world.respond(request2.ResponseURL, responseFor(request2, physicalIdOf(request2), result));
}
function physicalIdOf({
  StackId,
  LogicalResourceId,
  ResourceType,
  ResourceProperties: { Release, Namespace }
}) {
  let resource = (0, import_crypto4.createHash)("sha256").update(`${StackId} ${LogicalResourceId}`).digest("hex").slice(0, 16);
  return ResourceType === HELM_RELEASE_RESOURCE ? `${Namespace}/${Release} ${resource}` : `${LogicalResourceId} ${resource}`;
}
async function outcomeOf(world, run, request2) {
  let progress = request2.progress ?? { startedAt: run.clock.now(), step: "" }, reached = progress;
  try {
    return { type: "done", data: await perform(world, run, request2, progress, (next) => {
      reached = { ...next, startedAt: progress.startedAt };
    }) };
  } catch (error) {
    return error instanceof InvocationTimeout && run.clock.now() < progress.startedAt + MAX_DURATION ? { type: "unfinished", progress: reached } : error instanceof InvocationTimeout ? { type: "failed", reason: `timed out after ${MAX_DURATION / 6e4} minutes in step '${reached.step}'` } : (error instanceof Failure || run.log(String(error.stack)), { type: "failed", reason: error.message });
  }
}
async function perform(world, run, request2, progress, reached) {
  let { RequestType, ResourceType, ResourceProperties: properties } = request2, deletes = RequestType === "Delete";
  if (ResourceType === PRUNE_RESOURCE && !deletes || ResourceType === VALUE_RESOURCE && deletes) return;
  let connected = await world.connect(properties.ClusterName, run);
  if (!connected) {
    if (deletes) return;
    throw new Failure(`No cluster found for name: ${properties.ClusterName}`);
  }
  let { kubernetes, helm } = connected, endsAt = progress.startedAt + MAX_DURATION, { StackId: stackId, OldResourceProperties: before } = request2, marks = async () => new OwnerAnnotations(await clusterUidOf(kubernetes));
  switch (ResourceType) {
    case OBJECTS_RESOURCE: {
      let place = { run, kubernetes, ownerAnnotations: await marks() }, owner = { stackId, deployment: String(properties.Deployment) };
      if (deletes) return withoutResult(deleteDeployment(place, owner, await readManifest(world, properties), endsAt));
      let objects = await readObjects(properties, world.download), applied = new ObjectsApplier(place, request2, objectsSpecOf(properties, objects, before && await readManifest(world, before)));
      return withoutResult(applied.apply(progress).finally(() => reached(applied.progress)));
    }
    case HELM_RELEASE_RESOURCE: {
      let tools = { run, kubernetes, helm, clusterUid: await clusterUidOf(kubernetes) };
      return withoutResult(deletes ? deleteRelease(tools, request2, releaseSpecOf(properties), endsAt) : applyRelease(tools, request2, releaseSpecOf(properties), progress, (step2) => reached({ step: step2 })));
    }
    case VALUE_RESOURCE: {
      let { wanted, waitMilliseconds } = valueSpecOf(properties);
      return { Value: await awaitValue(run, kubernetes, wanted, progress.startedAt + Math.min(waitMilliseconds, MAX_DURATION)) };
    }
    case PRUNE_RESOURCE:
      return withoutResult(prune(run, kubernetes, request2, await marks(), endsAt));
    default:
      throw new Failure(`unknown resource type ${ResourceType}`);
  }
}
async function clusterUidOf(kubernetes) {
  let [namespace] = await kubernetes.get([{ apiVersion: "v1", kind: "Namespace", name: "kube-system" }]), uid = namespace?.metadata?.uid;
  if (!uid) throw new Failure("Namespace 'kube-system' not found or without uid: the owner of objects cannot be determined");
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
var fs2 = __toESM(require("fs")), path2 = __toESM(require("path"));

// src/handler/command.ts
var import_child_process = require("child_process");

// src/handler/command-errors.rules.ts
var TRANSIENT = [
  /connection refused|connection to the server .* was refused|connection reset|broken pipe|no route to host|i\/o timeout|TLS handshake timeout|EOF\b/i,
  /unable to connect to the server|context deadline exceeded|Client\.Timeout|request canceled|timed out waiting for|no such host|lookup .* on/i,
  /TooManyRequests|too many requests|the server is currently unable to handle the request|ServiceUnavailable|etcdserver|InternalError|Internal error occurred(?!: failed calling webhook.*denied)/i,
  /the server was unable to return a response in the time allotted|the object has been modified|unexpected EOF|http2: /i,
  /failed calling webhook|failed to call webhook|no endpoints available for service/i
], UNAUTHORIZED = /you must be logged in|Unauthorized|the server has asked for the client to provide credentials|is forbidden: User "[^"]*" cannot /i;
function classifyError(message) {
  return UNAUTHORIZED.test(message) ? "unauthorized" : /denied the request/.test(message) ? "final" : TRANSIENT.some((pattern) => pattern.test(message)) ? "transient" : "final";
}
function unknownKind(message) {
  let [, kind, apiVersion] = /no matches for kind "([^"]+)" in version "([^"]+)"/.exec(message) ?? [];
  return kind === void 0 ? void 0 : { kind, apiVersion };
}
function errorSummary(printed) {
  return printed.split(`
`).map((line) => line.trim()).filter((line) => line !== "" && !/^([EWI]\d{4}|Warning:|level=)/.test(line)).join(" ").replace(/Please review the fields above.*$/s, "").replace(/^(error: |Error: )+/, "").replace(/Error from server(?: \((\w+)\))?: /g, (_, reason) => reason ? `${reason}: ` : "").replace(/(unable to recognize|error validating) "STDIN": /g, "").replace(/error when (applying|creating|patching) (patch:.*?to:|"[^"]*"):\s*/gis, "").trim();
}

// src/handler/command.ts
function execute(program, args, { input = "", env, timeoutMilliseconds }) {
  return new Promise((resolve, reject) => {
    let child = (0, import_child_process.spawn)(program, [...args], { env, timeout: timeoutMilliseconds, killSignal: "SIGKILL" }), [stdout, stderr] = [[], []];
    child.stdout.on("data", (chunk) => stdout.push(chunk)), child.stderr.on("data", (chunk) => stderr.push(chunk)), child.on("error", reject), child.on(
      "close",
      (code, signal) => resolve({
        code: code ?? 1,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString() + (signal ? `
context deadline exceeded: ${program} did not finish in ${timeoutMilliseconds / 1e3} s` : "")
      })
    ), child.stdin.on("error", () => {
    }), child.stdin.end(input);
  });
}
var RETRY_TIMEOUT = 5 * 6e4, RETRY_DELAYS = [1e3, 2e3, 4e3, 8e3, 15e3];
async function withRetries(run, attempt, renewCredentials) {
  let givesUpAt = run.clock.now() + RETRY_TIMEOUT;
  for (let tries = 0; ; tries++) {
    let printed = await attempt(), kind = printed.code === 0 ? "final" : classifyError(printed.stderr);
    if (kind === "final") return printed;
    let pause = RETRY_DELAYS[Math.min(tries, RETRY_DELAYS.length - 1)];
    if (run.clock.now() + pause > givesUpAt)
      throw new Failure(`${HINTS[kind]} (tried for ${RETRY_TIMEOUT / 6e4} minutes): ${errorSummary(printed.stderr)}`);
    if (run.clock.now() + pause > run.deadline) throw new InvocationTimeout();
    run.log(`retrying in ${pause / 1e3} s: ${errorSummary(printed.stderr)}`), kind === "unauthorized" && renewCredentials(), await run.clock.sleep(pause);
  }
}
var HINTS = {
  transient: "the API server is not available",
  unauthorized: "the API server rejects the role of the function (Unauthorized): check its access entry"
};

// src/handler/helm-cli.ts
var HelmCli = class {
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
  async upgrade(name, source, values, { createNamespace, timeoutSeconds }) {
    let chart = await this.chartArguments(source);
    succeeded(
      await this.helm(
        [
          "upgrade",
          name.release,
          ...chart,
          "--install",
          "--namespace",
          name.namespace,
          "--values",
          "-",
          "--timeout",
          `${timeoutSeconds}s`,
          ...createNamespace ? ["--create-namespace"] : []
        ],
        values
      )
    );
  }
  async history({ release, namespace }) {
    let printed = await this.helm(["history", release, "--namespace", namespace, "--output", "json"]);
    return printed.code !== 0 && /release: not found/.test(printed.stderr) ? [] : JSON.parse(succeeded(printed).stdout).map(({ revision, status }) => ({ revision, status }));
  }
  async manifest({ release, namespace }) {
    return succeeded(await this.helm(["get", "manifest", release, "--namespace", namespace])).stdout;
  }
  async uninstall({ release, namespace }, timeoutSeconds) {
    succeeded(await this.helm(["uninstall", release, "--namespace", namespace, "--ignore-not-found", "--timeout", `${timeoutSeconds}s`]));
  }
  async deleteRevision({ release, namespace }, revision) {
    await this.tools.kubernetes.delete(
      [{ apiVersion: "v1", kind: "Secret", namespace, name: `sh.helm.release.v1.${release}.v${revision}` }],
      "background"
    );
  }
  async chartArguments({ chart, repository, version }) {
    if (chart.startsWith("s3://")) {
      let folder = fs2.mkdtempSync(path2.join(this.programs.home, "chart-"));
      return [await this.tools.fetchChart(chart, folder)];
    }
    let pinned = version ? ["--version", version] : [];
    if (!repository?.startsWith("oci://")) return [chart, ...repository ? ["--repo", repository] : [], ...pinned];
    let [registry] = repository.replace("oci://", "").split("/"), login = await this.tools.registryCredentials(registry);
    return login && succeeded(await this.helm(["registry", "login", registry, "--username", login.user, "--password-stdin"], login.password)), [repository, ...pinned];
  }
  helm(args, input) {
    let { path: programs, home } = this.programs, attempt = async () => execute("helm", args, {
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
      timeoutMilliseconds: Math.max(1e3, this.run.deadline - this.run.clock.now())
    });
    return withRetries(this.run, attempt, () => this.config.refreshToken());
  }
};
function succeeded(printed) {
  if (printed.code !== 0) throw new Failure(`Helm: ${errorSummary(printed.stderr)}`);
  return printed;
}

// src/handler/kubectl.ts
var REQUEST_TIMEOUT_SECONDS = 60, LOG_LINES = 20, Kubectl = class {
  constructor(run, config, programs) {
    this.run = run;
    this.config = config;
    this.programs = programs;
  }
  run;
  config;
  programs;
  clusterScopedCache;
  async apply(objects, options) {
    if (objects.length === 0) return [];
    let together = await this.runApply(objects, options);
    if (together.code === 0) return [];
    if (objects.length === 1) return [{ object: objects[0], reason: errorSummary(together.stderr) }];
    let refusals = [];
    for (let object of objects) refusals.push(...await this.apply([object], options));
    return refusals;
  }
  async get(refs) {
    return this.withKnownKinds(
      refs,
      async (known) => this.kubectl(["get", "-f", "-", "--ignore-not-found", "-o", "json"], documentsOf(known))
    );
  }
  async getByManifest(manifest, namespace) {
    if (!/\bkind["']?\s*:/.test(manifest)) return [];
    let printed = await this.kubectl(["get", "-f", "-", "--ignore-not-found", "-o", "json"], manifest, namespace);
    return parsed2(onlyUnknownKinds(printed) ? printed : succeeded2(printed));
  }
  async list({ apiVersion, kind }, { namespace, selector } = {}) {
    let version = apiVersion.split("/").pop(), printed = await this.kubectl([
      "get",
      `${kind}.${version}.${groupOf(apiVersion)}`,
      ...namespace ? ["--namespace", namespace] : ["--all-namespaces"],
      ...selector ? ["--selector", selector] : [],
      "-o",
      "json"
    ]);
    return printed.code !== 0 && /doesn't have a resource type|no matches for kind|could not find the requested resource/.test(printed.stderr) ? [] : parsed2(succeeded2(printed));
  }
  async delete(refs, cascade = "foreground") {
    await this.withKnownKinds(
      refs,
      async (known) => this.kubectl(["delete", "-f", "-", "--ignore-not-found", "--wait=false", `--cascade=${cascade}`, "-o", "name"], documentsOf(known))
    );
  }
  async annotate(ref, annotations) {
    let changes = Object.entries(annotations).map(([name, value]) => value === void 0 ? `${name}-` : `${name}=${value}`), printed = await this.kubectl(
      ["annotate", "-f", "-", "--overwrite", `--field-manager=${FIELD_MANAGER}`, "-o", "name", ...changes],
      documentsOf([documentOf(ref)])
    );
    printed.code !== 0 && !/\(NotFound\)/.test(printed.stderr) && !unknownKind(printed.stderr) && succeeded2(printed);
  }
  async listBySelector(selector) {
    let kinds = await this.kubectl(["api-resources", "--verbs=list,delete", "-o", "name"]), names = kinds.stdout.trim().split(`
`).filter(Boolean);
    return names.length === 0 && succeeded2(kinds), parsed2(
      succeeded2(
        await this.kubectl(["get", names.join(","), "--all-namespaces", "--selector", selector, "--ignore-not-found", "-o", "json"])
      )
    );
  }
  async logs(namespace, pod, container, previous) {
    return succeeded2(
      await this.kubectl([
        "logs",
        pod,
        "--namespace",
        namespace,
        "--container",
        container,
        `--tail=${LOG_LINES}`,
        ...previous ? ["--previous"] : []
      ])
    ).stdout;
  }
  async clusterScopedKinds() {
    let printed = this.clusterScopedCache ? void 0 : await this.kubectl(["api-resources", "--namespaced=false", "--no-headers"]);
    return printed && printed.stdout === "" && succeeded2(printed), this.clusterScopedCache = this.clusterScopedCache ?? new Set(
      printed.stdout.trim().split(`
`).map((line) => line.trim().split(/\s+/)).map((columns) => {
        let [apiVersion, , kind] = columns.slice(-3);
        return `${groupOf(apiVersion)}/${kind}`;
      })
    ), this.clusterScopedCache;
  }
  runApply(objects, { forceConflicts, dryRun }) {
    return this.kubectl(
      [
        "apply",
        "-f",
        "-",
        "--server-side",
        `--field-manager=${FIELD_MANAGER}`,
        ...forceConflicts ? ["--force-conflicts"] : [],
        ...dryRun ? ["--dry-run=server"] : [],
        "-o",
        "name"
      ],
      documentsOf(objects)
    );
  }
  // objects of a kind without a CRD do not exist
  async withKnownKinds(refs, attempt) {
    if (refs.length === 0) return [];
    let printed = await attempt(refs.map(documentOf)), unknown = printed.code === 0 ? void 0 : unknownKind(printed.stderr);
    if (!unknown) return parsed2(succeeded2(printed));
    let known = refs.filter((ref) => ref.kind !== unknown.kind || ref.apiVersion !== unknown.apiVersion);
    if (known.length === refs.length) throw new Failure(errorSummary(printed.stderr));
    return this.withKnownKinds(known, attempt);
  }
  kubectl(args, input, namespace) {
    let { path: path4, home } = this.programs, given = [...args, `--request-timeout=${REQUEST_TIMEOUT_SECONDS}s`, `--cache-dir=${home}/kube-cache`], { HTTPS_PROXY, NO_PROXY } = process.env, attempt = async () => execute("kubectl", given, {
      input,
      env: { PATH: path4, HOME: home, KUBECONFIG: await this.config.currentFile(namespace), HTTPS_PROXY, NO_PROXY },
      timeoutMilliseconds: Math.max(1e3, this.run.deadline - this.run.clock.now())
    });
    return withRetries(this.run, attempt, () => this.config.refreshToken());
  }
}, documentOf = ({ apiVersion, kind, namespace, name }) => ({ apiVersion, kind, metadata: { name, namespace } }), documentsOf = (objects) => objects.map((object) => JSON.stringify(object)).join(`
`);
function onlyUnknownKinds({ code, stderr }) {
  let lines = stderr.split(`
`).filter((line) => line.trim() !== "" && !/^ensure CRDs are installed first$/.test(line.trim()));
  return code !== 0 && lines.length > 0 && lines.every((line) => unknownKind(line) !== void 0);
}
function succeeded2(printed) {
  if (printed.code !== 0) throw new Failure(errorSummary(printed.stderr));
  return printed;
}
var parsed2 = ({ stdout }) => stdout.trim().startsWith("{") ? objectsIn(JSON.parse(stdout)) : [];

// src/handler/index.ts
var PATH = "/opt/kubectl:/opt/helm", clock = { now: () => Date.now(), sleep: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)) };
async function handler(request2, context) {
  console.log(
    JSON.stringify({
      ...request2,
      ResponseURL: "\u2026",
      ResourceProperties: Object.keys(request2.ResourceProperties),
      OldResourceProperties: void 0
    })
  );
  let home = fs3.mkdtempSync(path3.join("/tmp", "run-"));
  try {
    await handle(environmentIn(home), request2, context.getRemainingTimeInMillis());
  } finally {
    fs3.rmSync(home, { recursive: !0, force: !0 });
  }
}
var environmentIn = (home) => ({
  clock,
  connect: async (clusterName, run) => {
    let endpoint = await describeCluster(clusterName);
    if (!endpoint) return;
    let config = new TokenKubeConfig(clusterName, endpoint, path3.join(home, "kubeconfig"), clock.now), programs = { path: PATH, home }, kubernetes = new Kubectl(run, config, programs);
    return { kubernetes, helm: new HelmCli(run, config, programs, { kubernetes, fetchChart, registryCredentials }) };
  },
  download: async (bucket, key) => (await download(bucket, key)).toString("utf8"),
  respond: sendResponse,
  reinvoke,
  log: (message) => console.log(message)
});
// Annotate the CommonJS export names for ESM import in node:
0 && (module.exports = {
  handler
});
