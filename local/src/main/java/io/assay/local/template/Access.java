package io.assay.local.template;

import io.assay.local.template.Stack.HttpApi;
import io.assay.local.template.Stack.JwtAuthorizer;
import io.assay.local.template.Stack.Role;
import io.assay.local.template.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Roles, and HTTP APIs with their authorizers. */
final class Access {
    static final String HTTP_API = "AWS::Serverless::HttpApi";
    static final String ROLE = "AWS::IAM::Role";

    private Access() {}

    /** The functions' roles; what other services assume, they do on their own side. */
    static List<Role> roles(List<Resolved> all) {
        return Resolved.ofType(all, ROLE).stream()
                .filter(Access::forLambda)
                .map(role -> new Role(
                        role.id(),
                        role.ref(),
                        role.arn(),
                        role.properties().rows("Policies").stream()
                                .map(policy -> policy.fields("PolicyDocument").plain())
                                .toList()))
                .toList();
    }

    static boolean forLambda(Resolved role) {
        return role.properties()
                .fields("AssumeRolePolicyDocument")
                .plain()
                .toString()
                .contains("lambda.amazonaws.com");
    }

    static List<HttpApi> httpApis(List<Resolved> all, Problems problems) {
        List<HttpApi> apis = new ArrayList<>();
        for (Resolved api : Resolved.ofType(all, HTTP_API)) {
            Fields auth = api.properties().fields("Auth");
            Fields declared = auth.fields("Authorizers");
            List<JwtAuthorizer> authorizers = declared.entries().keySet().stream()
                    .map(name -> authorizer(name, declared.fields(name)))
                    .toList();
            Optional<String> standard = auth.text("DefaultAuthorizer");
            standard.filter(name -> !declared.has(name))
                    .ifPresent(name -> problems.add(
                            auth.lineOf("DefaultAuthorizer"),
                            api.path() + ".Auth.DefaultAuthorizer",
                            "there is no authorizer '" + name + "'; declare it under Authorizers"));
            apis.add(new HttpApi(api.id(), authorizers, standard));
        }
        return apis;
    }

    private static JwtAuthorizer authorizer(String name, Fields authorizer) {
        Fields jwt = authorizer.fields("JwtConfiguration");
        return new JwtAuthorizer(
                name,
                jwt.text("issuer").orElseThrow(),
                jwt.texts("audience"),
                authorizer.text("IdentitySource").orElseThrow());
    }
}
