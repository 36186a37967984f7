package io.assay.aws;

import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.LifecycleEventStatus;
import software.amazon.awssdk.services.codedeploy.model.PutLifecycleEventHookExecutionStatusRequest;

/** Tells CodeDeploy what a hook found. */
public final class Deployments {
    private final CodeDeployClient codeDeploy;

    public Deployments(CodeDeployClient codeDeploy) {
        this.codeDeploy = codeDeploy;
    }

    /** @param good false: the deployment ends and traffic stays where it is */
    public void report(String deploymentId, String executionId, boolean good) {
        codeDeploy.putLifecycleEventHookExecutionStatus(PutLifecycleEventHookExecutionStatusRequest.builder()
                .deploymentId(deploymentId)
                .lifecycleEventHookExecutionId(executionId)
                .status(good ? LifecycleEventStatus.SUCCEEDED : LifecycleEventStatus.FAILED)
                .build());
    }
}
