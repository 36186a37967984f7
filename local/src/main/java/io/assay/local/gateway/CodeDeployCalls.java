package io.assay.local.gateway;

import io.assay.local.gateway.iam.Access;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.util.List;

/** CodeDeploy with the one call that a hook makes. Its deployments are those of the application that SAM makes. */
final class CodeDeployCalls implements CallReader {
    private static final String TARGET = "CodeDeploy_20141006.";

    private final String deploymentGroup;

    CodeDeployCalls(Stack stack) {
        deploymentGroup = "arn:aws:codedeploy:" + stack.region() + ":" + stack.account() + ":deploymentgroup:"
                + Template.STACK_NAME + "-ServerlessDeploymentApplication-LOCAL/" + Template.STACK_NAME + "-LOCAL";
    }

    @Override
    public Call read(Inbound request) {
        String operation = request.header("X-Amz-Target").orElse("").replace(TARGET, "");
        return operation.equals("PutLifecycleEventHookExecutionStatus")
                ? Call.of(
                        Service.CODEDEPLOY, operation, List.of(new Access("codedeploy:" + operation, deploymentGroup)))
                : Call.unknown(Service.CODEDEPLOY, operation);
    }
}
