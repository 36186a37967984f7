"""Writes the schemas the template reader checks resources with.

    pip install cfn-lint==1.51.0        # brings aws-sam-translator 1.110.0
    python extract.py                   # overwrites the two JSON files named at the end

Sources: the CloudFormation registry schemas as cfn-lint carries them (MIT-0), and the SAM specification's schema,
generated from aws-sam-translator's own models (Apache-2.0). What is left out: descriptions, read-only properties,
types and events the local stack does not know, and properties it would have to run but does not (UNSUPPORTED).
"""

import importlib
import importlib.util
import json
import pathlib
import re

import cfnlint

TYPES = """SQS::Queue SQS::QueuePolicy DynamoDB::Table S3::Bucket S3::BucketPolicy SecretsManager::Secret IAM::Role
Logs::LogGroup CloudWatch::Alarm CloudWatch::Dashboard Cognito::UserPool Cognito::UserPoolClient
Cognito::UserPoolResourceServer Cognito::UserPoolGroup Cognito::UserPoolDomain KMS::Key KMS::Alias SNS::Topic
SNS::TopicPolicy SNS::Subscription Lambda::Permission""".split()

EVENTS = {"HttpApi": "HttpApiEvent", "SQS": "SQSEvent", "DynamoDB": "DynamoDBEvent",
          "Schedule": "function.ScheduleEvent", "ScheduleV2": "function.ScheduleV2Event"}

UNSUPPORTED = {
    "AWS::SQS::Queue": ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"],
    "AWS::DynamoDB::Table": ["LocalSecondaryIndexes", "KinesisStreamSpecification", "ImportSourceSpecification"],
    "AWS::S3::Bucket": ["NotificationConfiguration", "ReplicationConfiguration", "WebsiteConfiguration"],
    "AWS::IAM::Role": ["ManagedPolicyArns", "PermissionsBoundary"],
    "function.Properties": ["Policies", "PermissionsBoundary", "InlineCode", "ImageUri", "ImageConfig",
                            "PackageType", "VpcConfig", "FileSystemConfigs", "Layers", "FunctionUrlConfig",
                            "DeadLetterQueue", "RolePath", "AssumeRolePolicyDocument", "VersionDescription",
                            "DurableConfig", "CapacityProviderConfig", "TenancyConfig", "FunctionScalingConfig",
                            "PublishToLatestPublished", "VersionDeletionPolicy"],
    "httpapi.Auth": ["EnableIamAuthorizer"],
    "httpapi.Properties": ["DefinitionBody", "DefinitionUri", "Domain", "RouteSettings"],
    "SQSEventProperties": ["FilterCriteria"],
    "DynamoDBEventProperties": ["StartingPositionTimestamp", "MaximumRecordAgeInSeconds"],
}

# Properties that SAM hands on under the same name without saying to what.
HANDED_ON = {
    "function.Properties": "AWS::Lambda::Function",
    "SQSEventProperties": "AWS::Lambda::EventSourceMapping",
    "DynamoDBEventProperties": "AWS::Lambda::EventSourceMapping",
    "EventsScheduleProperties": "AWS::Events::Rule",
    "function.ScheduleV2EventProperties": "AWS::Scheduler::Schedule",
    "httpapi.Properties": "AWS::ApiGatewayV2::Stage",
}

KEYWORDS = {"type", "properties", "required", "enum", "const", "pattern", "minimum", "maximum", "minLength",
            "maxLength", "minItems", "maxItems", "items", "additionalProperties", "patternProperties", "$ref", "oneOf",
            "anyOf", "allOf", "uniqueItems"}

cfn_root = pathlib.Path(cfnlint.__file__).parent / "data/schemas"
spec = importlib.util.spec_from_file_location("provider", cfn_root / "providers/us_east_1.py")
provider = importlib.util.module_from_spec(spec)
spec.loader.exec_module(provider)
definitions = {}


def loosen(kind):
    """CloudFormation takes a number or a boolean where it wants a string."""
    kinds = kind if isinstance(kind, list) else [kind]
    return sorted(set(kinds) | {"number", "boolean"}) if "string" in kinds else kind


def clean(node, prefix):
    """Keeps validating keywords only and makes local references global."""
    if isinstance(node, bool):
        return node
    out = {}
    for key, value in node.items():
        if key in ("properties", "patternProperties"):
            out[key] = {k: clean(v, prefix) for k, v in value.items()}
        elif key in ("items", "additionalProperties"):
            out[key] = clean(value, prefix)
        elif key in ("oneOf", "anyOf", "allOf"):
            out[key] = [clean(v, prefix) for v in value]
            if not all(out[key]):  # an alternative without any validating keyword allows everything
                del out[key]
        elif key == "$ref":
            out[key] = "#/definitions/" + prefix + value.rsplit("/", 1)[1]
        elif key == "type":
            out[key] = loosen(value)
        elif key in KEYWORDS and value is not False:
            out[key] = value
    if node.get("additionalProperties") is False:
        out["additionalProperties"] = False
    return out


def cfn(name):
    """Adds a CloudFormation type in the layout of the public SAM schema: definitions[type].properties.Properties."""
    if name in definitions or name not in provider.types:
        return
    raw = json.loads((cfn_root / "resources" / (provider.types[name] + ".json")).read_text())
    properties = clean({k: v for k, v in raw.items() if k != "definitions"}, name + ".")
    for path in raw.get("readOnlyProperties", []):
        parts = path.split("/")
        if len(parts) == 3 and parts[2] not in raw.get("required", []):
            properties["properties"].pop(parts[2], None)
    properties["additionalProperties"] = False
    properties["type"] = "object"
    definitions[name] = {"properties": {"Properties": properties}}
    for key, value in raw.get("definitions", {}).items():
        definitions[name + "." + key] = clean(value, name + ".")


schema_source = importlib.import_module("samtranslator.internal.schema_source.schema")
sam = schema_source.get_schema(schema_source.SamModel)


def short(name):
    return re.sub(r"^samtranslator__internal__schema_source__(aws_serverless_)?", "", name).replace("__", ".", 1)


def undocumented(node):
    if isinstance(node, list):
        return [undocumented(n) for n in node]
    if not isinstance(node, dict):
        return node
    return {k: {p: undocumented(s) for p, s in v.items()} if k in ("properties", "definitions") else undocumented(v)
            for k, v in node.items()
            if k in ("properties", "definitions") or k not in ("markdownDescription", "title", "__samPassThrough")}


def passed_through(path):
    """The CloudFormation schema of a property that SAM hands on unread; anything when the registry has none."""
    cfn(path[1].split(".")[0])
    node = {"definitions": definitions}
    for step in path:
        if not isinstance(node, dict):
            return {}
        if "$ref" in node:
            node = definitions[node["$ref"].rsplit("/", 1)[1]]
        if step not in node:
            return {}
        node = node[step]
    return node


def resolved(node):
    """SAM's schema without its places for intrinsics: the reader checks values after resolving them."""
    if isinstance(node, bool):
        return node
    if "__samPassThrough" in node:
        return passed_through(node["__samPassThrough"]["schemaPath"])
    if "anyOf" in node:
        rest = [v for v in node["anyOf"] if v != {"type": "object"}]
        if len(rest) == 1:
            return resolved(rest[0])
    out = {}
    for key, value in node.items():
        if key in ("properties", "patternProperties"):
            out[key] = {k: resolved(v) for k, v in value.items()}
        elif key in ("items", "additionalProperties"):
            out[key] = resolved(value)
        elif key in ("oneOf", "anyOf", "allOf"):
            out[key] = [resolved(v) for v in value]
        elif key == "$ref":
            out[key] = "#/definitions/" + short(value.rsplit("/", 1)[1])
        elif key == "type":
            out[key] = loosen(value)
        elif key in KEYWORDS:
            out[key] = value
    if list(out) == ["allOf"] and len(out["allOf"]) == 1:
        return out["allOf"][0]
    return {} if out == {"$ref": "#/definitions/PassThroughProp"} else out


for kind in TYPES:
    cfn("AWS::" + kind)
for key, value in sam["definitions"].items():
    definitions[short(key)] = resolved(value)

for owner, names in UNSUPPORTED.items():
    node = definitions[owner]
    node = node["properties"]["Properties"] if owner.startswith("AWS::") else node
    for name in names:
        assert name in node["properties"], (owner, name)
        del node["properties"][name]
for owner, target in HANDED_ON.items():
    cfn(target)
    targets = definitions[target]["properties"]["Properties"]["properties"]
    for name, node in definitions[owner]["properties"].items():
        if node == {} and name in targets:
            definitions[owner]["properties"][name] = targets[name]

text = {"type": ["string", "number", "boolean"]}
required = {
    "function.Properties": ["Handler", "CodeUri", "Runtime", "Role"],
    "httpapi.Auth": [],
    "OAuth2Authorizer": ["JwtConfiguration", "IdentitySource"],
    "HttpApiEventProperties": ["ApiId", "Method", "Path"],
    "SQSEventProperties": ["Queue"],
    "DynamoDBEventProperties": ["Stream", "StartingPosition"],
    "EventsScheduleProperties": ["Schedule"],
    "function.ScheduleV2EventProperties": ["ScheduleExpression"],
}
for owner, names in required.items():
    definitions[owner]["required"] = names
definitions["SQSEventProperties"]["properties"]["Queue"] = text
definitions["DynamoDBEventProperties"]["properties"]["Stream"] = text
definitions["EventsScheduleProperties"]["properties"]["Schedule"] = text
definitions["HttpApiEventProperties"]["properties"]["Method"] = {
    "enum": ["get", "put", "post", "delete", "patch", "head", "options", "any"]
    + ["GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"]}
definitions["HttpApiEventProperties"]["properties"]["Path"] = {"type": "string", "pattern": "^/"}
definitions["function.Properties"]["properties"]["Runtime"] = {"enum": ["java25"]}
definitions["OAuth2Authorizer"]["properties"]["JwtConfiguration"] = {
    "type": "object", "additionalProperties": False, "required": ["issuer", "audience"],
    "properties": {"issuer": text, "audience": {"type": "array", "minItems": 1, "items": text}}}
definitions["httpapi.Auth"]["properties"]["Authorizers"] = {
    "type": "object", "additionalProperties": {"$ref": "#/definitions/OAuth2Authorizer"}}
definitions["function.Properties"]["properties"]["Events"] = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["Type", "Properties"],
        "additionalProperties": False,
        "properties": {"Type": {"enum": list(EVENTS)}, "Properties": {"type": "object"}},
        "allOf": [
            {"if": {"properties": {"Type": {"const": kind}}},
             "then": {"properties": {"Properties": definitions[event]["properties"]["Properties"]}}}
            for kind, event in EVENTS.items()],
    },
}

texts = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
statement = {
    "type": "object",
    "additionalProperties": False,
    "required": ["Effect"],
    "properties": {"Sid": {"type": "string", "pattern": "^[A-Za-z0-9]*$"}, "Effect": {"enum": ["Allow", "Deny"]},
                   "Principal": {"type": ["string", "object"]}, "Action": texts, "NotAction": texts,
                   "Resource": texts, "NotResource": texts, "Condition": {"type": "object"}},
}
definitions["PolicyDocument"] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["Version", "Statement"],
    "properties": {"Version": {"enum": ["2012-10-17"]}, "Id": {"type": "string"},
                   "Statement": {"type": "array", "minItems": 1, "items": statement}},
}
document = {"$ref": "#/definitions/PolicyDocument"}
definitions["AWS::IAM::Role"]["properties"]["Properties"]["properties"]["AssumeRolePolicyDocument"] = document
definitions["AWS::IAM::Role.Policy"]["properties"]["PolicyDocument"] = document
for kind in ("SQS::QueuePolicy", "S3::BucketPolicy", "SNS::TopicPolicy"):
    definitions["AWS::" + kind]["properties"]["Properties"]["properties"]["PolicyDocument"] = document
definitions["AWS::KMS::Key"]["properties"]["Properties"]["properties"]["KeyPolicy"] = document

keys = {"type": "array", "minItems": 1, "maxItems": 2, "items": {
    "type": "object", "additionalProperties": False, "required": ["AttributeName", "KeyType"],
    "properties": {"AttributeName": text, "KeyType": {"enum": ["HASH", "RANGE"]}}}}

# Values the registry leaves open and the local stack, like the service, does not.
exact = {
    ("AWS::DynamoDB::Table", "BillingMode"): {"enum": ["PAY_PER_REQUEST", "PROVISIONED"]},
    ("AWS::DynamoDB::Table", "KeySchema"): keys,
    ("AWS::DynamoDB::Table.GlobalSecondaryIndex", "KeySchema"): keys,
    ("AWS::DynamoDB::Table.AttributeDefinition", "AttributeType"): {"enum": ["S", "N", "B"]},
    ("AWS::DynamoDB::Table.StreamSpecification", "StreamViewType"): {
        "enum": ["KEYS_ONLY", "NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES"]},
    ("AWS::DynamoDB::Table.Projection", "ProjectionType"): {"enum": ["ALL", "KEYS_ONLY", "INCLUDE"]},
    ("AWS::S3::Bucket.DefaultRetention", "Mode"): {"enum": ["GOVERNANCE", "COMPLIANCE"]},
    ("AWS::S3::Bucket.VersioningConfiguration", "Status"): {"enum": ["Enabled", "Suspended"]},
    ("AWS::SQS::Queue", "RedrivePolicy"): {
        "type": "object", "additionalProperties": False, "required": ["deadLetterTargetArn", "maxReceiveCount"],
        "properties": {"deadLetterTargetArn": text, "maxReceiveCount": {"type": "integer", "minimum": 1, "maximum": 1000}}},
    ("DeploymentPreference", "Alarms"): {"type": "array", "items": text, "minItems": 1, "maxItems": 10},
    ("DynamoDBEventProperties", "StartingPosition"): {"enum": ["LATEST", "TRIM_HORIZON"]},
    ("function.ScheduleV2EventProperties", "Input"): text,
    ("EventsScheduleProperties", "Input"): text,
    ("httpapi.Properties", "FailOnWarnings"): {"type": "boolean"},
    ("httpapi.Properties", "DisableExecuteApiEndpoint"): {"type": "boolean"},
    ("httpapi.Properties", "Name"): text,
    ("httpapi.Properties", "CorsConfiguration"): {"type": ["boolean", "object"]},
}
for (owner, name), schema in exact.items():
    node = definitions[owner]["properties"]
    node = node["Properties"]["properties"] if owner.startswith("AWS::") and "." not in owner else node
    assert name in node, (owner, name)
    node[name] = schema

types = {"AWS::" + kind: definitions["AWS::" + kind]["properties"]["Properties"] for kind in TYPES}
types["AWS::Serverless::Function"] = {"$ref": "#/definitions/function.Properties"}
types["AWS::Serverless::HttpApi"] = {"$ref": "#/definitions/httpapi.Properties"}


def references(node, found):
    """Every definition a schema needs, so that the rest can be dropped."""
    if isinstance(node, list):
        for n in node:
            references(n, found)
    elif isinstance(node, dict):
        name = node.get("$ref", "")
        if isinstance(name, str) and name.startswith("#/definitions/"):
            name = name.rsplit("/", 1)[1]
            if name not in found:
                found.add(name)
                references(definitions[name], found)
        for v in node.values():
            references(v, found)


def shared(owner):
    """What Globals may set: SAM's list, less what the resource itself may not have here."""
    own = definitions[owner + ".Properties"]["properties"]
    names = [n for n in definitions[owner + ".Globals"]["properties"] if n in own]
    return {"type": "object", "additionalProperties": False, "properties": {n: own[n] for n in names}}


globals_ = {"Function": shared("function"), "HttpApi": shared("httpapi")}
needed = set()
references([types, globals_], needed)
here = pathlib.Path(__file__).parent.parent
target = here / "main/resources/io/assay/local/template/resource-types.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(
    {"definitions": {k: definitions[k] for k in sorted(needed)}, "globals": globals_, "types": types},
    indent=1, sort_keys=True) + "\n")
target = here / "test/resources/io/assay/local/template/sam.schema.json"
target.parent.mkdir(parents=True, exist_ok=True)
target.write_text(json.dumps(undocumented(sam), indent=1, sort_keys=True) + "\n")
