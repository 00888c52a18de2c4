/** What stands elsewhere in the account. */
const ACCOUNT = "123456789012";
const UUID = "01234567-89ab-cdef-0123-456789abcdef";

export const EDGE_CERTIFICATE = `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/${UUID}`;
export const FUNCTION = `arn:aws:cloudfront::${ACCOUNT}:function/existing`;
export const KEY_VALUE_STORE = `arn:aws:cloudfront::${ACCOUNT}:key-value-store/${UUID}`;
export const KMS_KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/${UUID}`;
export const LAMBDA_VERSION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:auth:3`;
export const LISTENER_CERTIFICATE = `arn:aws:acm:eu-central-1:${ACCOUNT}:certificate/${UUID}`;
export const PARAMETER = `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/shop/token`;
export const PERMISSIONS_BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
export const REALTIME_LOG_CONFIG = `arn:aws:cloudfront::${ACCOUNT}:realtime-log-config/shop`;
export const REGISTRY_POLICY = "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly";
export const SECRET = `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:shop-db-AbCdEf`;
export const SERVICE_ROLE = `arn:aws:iam::${ACCOUNT}:role/beanstalk-service`;
export const SHARED_LOAD_BALANCER = `arn:aws:elasticloadbalancing:eu-central-1:${ACCOUNT}:loadbalancer/app/shared/0123456789abcdef`;
export const TOPIC = `arn:aws:sns:eu-central-1:${ACCOUNT}:ops`;
export const WEB_ACL = `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/shop/${UUID}`;
