package io.assay.local.gateway.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.template.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private static final String TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/Cases";
    private static final String OBJECT = "arn:aws:s3:::audit/2026/1.json";

    @Test
    void actionAndResourceNamed_isAllowedAndCounts() {
        Permissions permissions = of(allow("dynamodb:GetItem", TABLE), allow("dynamodb:PutItem", TABLE));

        assertThat(permissions.decide("Role", new Access("dynamodb:GetItem", TABLE)))
                .isEqualTo(new Decision.Allowed(
                        List.of(new Grant("Role", "policy 1 statement 1", "dynamodb:GetItem", TABLE))));
        assertThat(permissions.usedActions("Role")).containsExactly("dynamodb:GetItem");
        assertThat(permissions.unusedGrants())
                .containsExactly(new Grant("Role", "policy 1 statement 2", "dynamodb:PutItem", TABLE));
    }

    @Test
    void nothingNamesIt_isRefused() {
        Permissions permissions = of(allow("dynamodb:GetItem", TABLE));

        assertThat(permissions.decide("Role", new Access("dynamodb:PutItem", TABLE)))
                .isEqualTo(new Decision.Refused(Decision.Why.NO_IDENTITY_ALLOWS));
        assertThat(permissions.decide("Role", new Access("dynamodb:GetItem", TABLE + "/index/x")))
                .isEqualTo(new Decision.Refused(Decision.Why.NO_IDENTITY_ALLOWS));
        assertThat(permissions.usedActions("Role")).isEmpty();
    }

    @Test
    void explicitDeny_winsOverEveryAllow() {
        Permissions permissions =
                of(allow("dynamodb:*", "*"), Map.of("Effect", "Deny", "Action", "dynamodb:delete*", "Resource", TABLE));

        assertThat(permissions.decide("Role", new Access("dynamodb:DeleteItem", TABLE)))
                .isEqualTo(new Decision.Refused(Decision.Why.IDENTITY_DENIES));
        assertThat(allowed(permissions, new Access("dynamodb:PutItem", TABLE))).isTrue();
    }

    @Test
    void wildcards_standForRunsAndSingleCharacters() {
        Permissions permissions = of(allow("dynamodb:Get????", TABLE + "*/index/*"));

        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE + "/index/due")))
                .isTrue();
        assertThat(allowed(permissions, new Access("dynamodb:GetItems", TABLE + "/index/due")))
                .isFalse();
        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE))).isFalse();
    }

    @Test
    void actionsMatchWithoutCase_resourcesWithCase() {
        Permissions permissions = of(allow("dynamodb:getitem", TABLE));

        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE))).isTrue();
        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE.replace("Cases", "cases"))))
                .isFalse();
    }

    @Test
    void notActionAndNotResource_coverAllElse() {
        Permissions permissions = of(
                Map.of("Effect", "Allow", "NotAction", "dynamodb:DeleteItem", "NotResource", List.of(TABLE + "Other")));

        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE))).isTrue();
        assertThat(allowed(permissions, new Access("dynamodb:DeleteItem", TABLE)))
                .isFalse();
        assertThat(allowed(permissions, new Access("dynamodb:GetItem", TABLE + "Other")))
                .isFalse();
        assertThat(permissions.unusedGrants()).isEmpty();
    }

    @Test
    void conditionOnAnAbsentKey_failsUnlessNegatedOrIfExists() {
        Access without = new Access("s3:PutObject", OBJECT);

        assertThat(allowed(of(when("StringEquals", "s3:object-lock-mode", "COMPLIANCE")), without))
                .isFalse();
        assertThat(allowed(of(when("StringNotEquals", "s3:object-lock-mode", "COMPLIANCE")), without))
                .isTrue();
        assertThat(allowed(of(when("StringEqualsIfExists", "s3:object-lock-mode", "COMPLIANCE")), without))
                .isTrue();
        assertThat(allowed(of(when("Null", "s3:object-lock-mode", "true")), without))
                .isTrue();
        assertThat(allowed(of(when("Null", "s3:object-lock-mode", false)), without))
                .isFalse();
    }

    @Test
    void conditionOperators_compareTheirOwnWay() {
        Access lock = new Access(
                "s3:PutObject",
                OBJECT,
                Map.of(
                        "s3:object-lock-mode", List.of("COMPLIANCE"),
                        "s3:object-lock-remaining-retention-days", List.of("30")));

        assertThat(allowed(of(when("StringLike", "S3:Object-Lock-Mode", "COMP*")), lock))
                .isTrue();
        assertThat(allowed(of(when("StringNotEquals", "s3:object-lock-mode", List.of("A", "COMPLIANCE"))), lock))
                .isFalse();
        assertThat(allowed(of(when("NumericLessThan", "s3:object-lock-remaining-retention-days", 30)), lock))
                .isFalse();
        assertThat(allowed(of(when("NumericLessThanEquals", "s3:object-lock-remaining-retention-days", 30)), lock))
                .isTrue();
        assertThat(allowed(of(when("Bool", "aws:SecureTransport", true)), lock)).isTrue();
        assertThat(allowed(of(when("StringEquals", "aws:ResourceAccount", "111122223333")), lock))
                .isTrue();
        assertThat(allowed(of(when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/case-*")), lock))
                .isTrue();
    }

    @Test
    void setOperators_lookAtEveryValue() {
        Map<String, Object> all = when("ForAllValues:StringEquals", "dynamodb:Attributes", List.of("id", "seq"));
        Map<String, Object> any = when("ForAnyValue:StringEquals", "dynamodb:Attributes", List.of("id", "seq"));

        assertThat(allowed(of(all), attributes("id", "seq"))).isTrue();
        assertThat(allowed(of(all), attributes("id", "secret"))).isFalse();
        assertThat(allowed(of(all), new Access("s3:PutObject", OBJECT))).isTrue();
        assertThat(allowed(of(any), attributes("id", "secret"))).isTrue();
        assertThat(allowed(of(any), attributes("secret"))).isFalse();
        assertThat(allowed(of(any), new Access("s3:PutObject", OBJECT))).isFalse();
    }

    @Test
    void bucketPolicy_deniesOrAllowsOnItsOwn() {
        Map<String, Object> deny = Map.of(
                "Sid",
                "NoDelete",
                "Effect",
                "Deny",
                "Principal",
                "*",
                "Action",
                "s3:DeleteObject*",
                "Resource",
                List.of("arn:aws:s3:::audit/*"));
        Map<String, Object> let = Map.of(
                "Effect",
                "Allow",
                "Principal",
                Map.of("AWS", "arn:aws:iam::111122223333:role/case-role"),
                "Action",
                "s3:GetObject",
                "Resource",
                "arn:aws:s3:::audit/*");
        Permissions permissions = new Permissions(stack(
                List.of(allow("s3:DeleteObject", "arn:aws:s3:::audit/*")), Map.of("Statement", List.of(deny, let))));

        assertThat(permissions.decide("Role", new Access("s3:DeleteObject", OBJECT)))
                .isEqualTo(new Decision.Refused(Decision.Why.RESOURCE_DENIES));
        assertThat(permissions.decide("Role", new Access("s3:GetObject", OBJECT)))
                .isEqualTo(new Decision.Allowed(List.of()));
        assertThat(permissions.unusedGrants()).hasSize(1);
    }

    @Test
    void whatIsNotUnderstood_isAnErrorThatNamesThePlace() {
        assertThatThrownBy(() -> of(when("StringMatches", "aws:PrincipalArn", "x")))
                .hasMessage("role Role, policy 1 statement 1: condition operator StringMatches is not understood");
        assertThatThrownBy(() -> of(when("StringEquals", "aws:SourceIp", "x")))
                .hasMessageContaining("condition key aws:SourceIp is not understood");
        assertThatThrownBy(() -> of(allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}")))
                .hasMessageContaining("policy variables");
        assertThatThrownBy(() -> of(Map.of("Effect", "Maybe", "Action", "a:b", "Resource", "*")))
                .hasMessageContaining("Effect must be Allow or Deny");
        assertThatThrownBy(() -> of(Map.of("Effect", "Allow", "Resource", "*")))
                .hasMessageContaining("needs Action or NotAction");
    }

    private static boolean allowed(Permissions permissions, Access access) {
        return permissions.decide("Role", access) instanceof Decision.Allowed;
    }

    private static Access attributes(String... names) {
        return new Access("s3:PutObject", OBJECT, Map.of("dynamodb:Attributes", List.of(names)));
    }

    private static Map<String, Object> allow(String action, String resource) {
        return Map.of("Effect", "Allow", "Action", action, "Resource", resource);
    }

    private static Map<String, Object> when(String operator, String key, Object value) {
        return Map.of(
                "Effect",
                "Allow",
                "Action",
                List.of("s3:PutObject"),
                "Resource",
                "*",
                "Condition",
                Map.of(operator, Map.of(key, value)));
    }

    private static Permissions of(Map<String, Object> statement) {
        return new Permissions(stack(List.of(statement), Map.of()));
    }

    private static Permissions of(Map<String, Object> one, Map<String, Object> two) {
        return new Permissions(stack(List.of(one, two), Map.of()));
    }

    private static Stack stack(List<Map<String, Object>> statements, Map<String, Object> bucketPolicy) {
        return new Stack(
                "111122223333",
                "eu-central-1",
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Stack.Bucket(
                        "Audit",
                        "audit",
                        "arn:aws:s3:::audit",
                        true,
                        Optional.of(new Stack.ObjectLock("COMPLIANCE", Duration.ofDays(30))),
                        bucketPolicy)),
                List.of(),
                List.of(new Stack.Role(
                        "Role",
                        "case-role",
                        "arn:aws:iam::111122223333:role/case-role",
                        List.of(Map.of("Version", "2012-10-17", "Statement", statements)))),
                List.of(),
                Map.of());
    }
}
