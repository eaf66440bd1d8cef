"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
Object.defineProperty(exports, "__esModule", { value: true });
exports.app = void 0;
const aws_cdk_lib_1 = require("aws-cdk-lib");
const aws_eks_v2_1 = require("aws-cdk-lib/aws-eks-v2");
const aws_iam_1 = require("aws-cdk-lib/aws-iam");
const cdk_eks_strata_1 = require("../../lib");
const cdk8s = __importStar(require("cdk8s"));
/** The quickstart on managed nodes, like the platform written by hand. */
exports.app = new aws_cdk_lib_1.App();
const stack = new aws_cdk_lib_1.Stack(exports.app, 'Managed');
// whoever may assume this role runs kubectl
const admin = new aws_iam_1.Role(stack, 'Admin', { assumedBy: new aws_iam_1.AccountRootPrincipal() });
const { cluster } = new cdk_eks_strata_1.Platform(stack, 'Platform', { version: aws_eks_v2_1.KubernetesVersion.V1_36, admins: [admin], compute: cdk_eks_strata_1.Compute.managed() });
const chart = new cdk8s.Chart(new cdk8s.App(), 'hello', { namespace: 'hello' });
new cdk_eks_strata_1.WebService(chart, 'web', { image: 'public.ecr.aws/nginx/nginx-unprivileged:1.29', route: cdk_eks_strata_1.Route.publicAlb() });
new cdk_eks_strata_1.ChartDeployment(stack, 'Hello', { cluster, chart });

exports.app.synth();