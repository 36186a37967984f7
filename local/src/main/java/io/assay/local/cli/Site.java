package io.assay.local.cli;

import io.assay.access.Role;
import io.assay.access.Scope;
import io.assay.aws.AuditBucket;
import io.assay.core.Fields;
import io.assay.core.Workflow;
import io.assay.local.host.LocalStack;
import io.assay.local.services.ServiceFailure;
import io.assay.local.template.Stack;
import io.assay.local.template.Template;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The local stack of this repository's template with one workflow in force, and its callers. */
final class Site implements AutoCloseable {
    /** As AWS writes them in its documents: nobody's account. */
    private static final String ACCOUNT = "123456789012";

    private static final String REGION = "eu-central-1";
    private static final String CLIENT = "assay";
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    /**
     * Queues are not kept: after a restart the sweeper sends anew what was under way. The clock moves on by as much as the
     * sweeper waits for, so that nobody else has to.
     */
    static final Duration SWEEPERS_PATIENCE = Duration.ofMinutes(11);

    private final LocalStack stack;
    private final HttpClient client;
    private final Workflow workflow;

    private Site(LocalStack stack, HttpClient client, Workflow workflow) {
        this.stack = stack;
        this.client = client;
        this.workflow = workflow;
    }

    /**
     * Starts the stack, puts the workflow through the API and makes it the active one.
     *
     * @param root     of the repository
     * @param workflow file with the document of one
     * @throws BadInput if the workflow cannot be read or is refused, or a port is taken
     */
    static Site start(Path root, LocalStack.Options options, Path workflow) {
        return start(root, Map.of(), options, CaseLines.document(workflow), workflow);
    }

    /**
     * The same for a workflow that is in no file yet.
     *
     * @param parameters of the template, beside those that every local stack has
     * @param from       where the document comes from, for whoever has to mend it
     */
    static Site start(
            Path root,
            Map<String, String> parameters,
            LocalStack.Options options,
            Map<String, Object> document,
            Path from) {
        Stack template = template(root, parameters);
        boolean kept = options.data().filter(Files::isDirectory).isPresent();
        options.data().map(KeptClock::in).ifPresent(clock -> clock.restore(options.clock()));
        LocalStack stack = started(template, options);
        HttpClient client = HttpClient.newHttpClient();
        try {
            Site site = new Site(stack, client, activated(stack, client, from, document));
            if (kept) {
                stack.advance(SWEEPERS_PATIENCE);
                options.data().map(KeptClock::in).ifPresent(clock -> clock.keep(options.clock()));
            }
            return site;
        } catch (RuntimeException e) {
            client.close();
            stack.close();
            throw e;
        }
    }

    /**
     * The repository's template.
     *
     * @param parameters beside those that every local stack has
     */
    static Stack template(Path root, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(LocalStack.PARAMETERS);
        all.putAll(parameters);
        return Template.read(root.resolve("template.yaml"), all, ACCOUNT, REGION);
    }

    private static LocalStack started(Stack template, LocalStack.Options options) {
        try {
            return LocalStack.start(template, options);
        } catch (ServiceFailure | UncheckedIOException e) {
            throw new BadInput("the stack did not start: " + e.getMessage() + "; is another one running?", e);
        }
    }

    /** Put as it is, for the registry knows best what is wrong with a document. */
    private static Workflow activated(LocalStack stack, HttpClient client, Path file, Map<String, Object> document) {
        String name = document.get("workflow") instanceof String text ? text : "";
        String path = "/workflows/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Api operator =
                new Api(client, stack.api(), token(stack, "olga.operator", Role.OPERATOR, administrators(document)));
        Api.Answer put = operator.put(path, document);
        if (name.isEmpty() || put.status() == 422) {
            throw new BadInput("the workflow of " + file + " is refused:\n" + Problems.lines(put.body()));
        }
        int version = put.expect(put.status() == 200 ? 200 : 201, "PUT " + path).whole("version");
        operator.post(path + "/activate", Map.of("version", version)).expect(200, "POST " + path + "/activate");
        return Workflow.of(document, version);
    }

    private static Set<String> administrators(Map<String, Object> document) {
        try {
            return Set.copyOf(new Fields(document).fields("groups").texts("administer"));
        } catch (IllegalArgumentException e) {
            return Set.of(); // the registry says what is wrong
        }
    }

    LocalStack stack() {
        return stack;
    }

    Workflow workflow() {
        return workflow;
    }

    /** The HTTP API as somebody of that role sees it. */
    Api as(Role role, String subject) {
        return new Api(client, stack.api(), token(role, subject));
    }

    /** Good for twelve hours. */
    String token(Role role, String subject) {
        return token(stack, subject, role, groups(role));
    }

    private static String token(LocalStack stack, String subject, Role role, Set<String> groups) {
        return stack.accessToken(subject)
                .client(CLIENT)
                .scopes(role.scopes().stream().map(Scope::word).sorted().toList())
                .groups(groups.stream().sorted().toList())
                .lifetime(TOKEN_LIFETIME)
                .signed();
    }

    private Set<String> groups(Role role) {
        return switch (role) {
            case SUBMITTER -> workflow.groups().submit();
            case REVIEWER -> workflow.groups().review();
            case LEAD -> workflow.groups().lead();
            case OPERATOR -> workflow.groups().administer();
            // The workflow has no groups of their own for these; its owner may see its cases.
            case AUDITOR, PRIVACY_OFFICER -> Set.of(workflow.owner());
        };
    }

    String queueUrl(String logicalId) {
        return stack.stack().queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no queue " + logicalId))
                .url();
    }

    /** The one with Object Lock. */
    Stack.Bucket auditBucket() {
        return stack.stack().buckets().stream()
                .filter(bucket -> bucket.objectLock().isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no bucket with Object Lock"));
    }

    AuditLog auditLog() {
        return AuditLog.read(new AuditBucket(stack.s3(), auditBucket().name()));
    }

    @Override
    public void close() {
        client.close();
        stack.close();
    }
}
