package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.local.template.Stack;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalFunctionTest {

    private final Functions functions = functions(Duration.ofSeconds(5));

    @Test
    void function_seesItsVariablesAndItsContext() throws InterruptedException {
        assertThat(answer(functions.get("Echo").invoke(event("hello"))))
                .contains("NAME\\\":\\\"Echo")
                .contains("AWS_ACCESS_KEY_ID\\\":\\\"key-of-EchoRole")
                .contains("AWS_ENDPOINT_URL\\\":\\\"http://localhost:1")
                .contains("arn:aws:lambda:eu-central-1:123456789012:function:assay-Echo");
    }

    @Test
    void instance_isUsedAgainUntilRestart() throws InterruptedException {
        LocalFunction echo = functions.get("Echo");
        assertThat(answer(echo.invoke(event("a")))).contains("calls\\\":1");
        assertThat(answer(echo.invoke(event("b")))).contains("calls\\\":2");
        echo.restart();
        assertThat(answer(echo.invoke(event("c")))).contains("calls\\\":1");
    }

    @Test
    void exception_isAFunctionErrorAndKeepsTheInstance() throws InterruptedException {
        LocalFunction echo = functions.get("Echo");
        assertThat(echo.invoke(event("throw")))
                .isEqualTo(new InvocationResult.FunctionError("java.lang.IllegalArgumentException", "asked to throw"));
        assertThat(answer(echo.invoke(event("b")))).contains("calls\\\":2");
    }

    @Test
    void timeout_cancelsAndDropsTheInstance() throws InterruptedException {
        LocalFunction echo = functions(Duration.ofMillis(300)).get("Echo");
        assertThat(echo.invoke(event("sleep"))).isEqualTo(new InvocationResult.TimedOut(Duration.ofMillis(300)));
        assertThat(answer(echo.invoke(event("b")))).contains("calls\\\":1");
    }

    @Test
    void listener_seesEachCallAndCanPlayACrash() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        functions.listen(new InvocationListener() {
            @Override
            public void before(Invocation invocation) {
                seen.add("before " + invocation.function());
            }

            @Override
            public void after(Invocation invocation, InvocationResult result, Duration took) {
                seen.add("after " + result.getClass().getSimpleName());
                throw new IllegalStateException("answer lost");
            }
        });
        assertThat(functions.get("Echo").invoke(event("a"))).isInstanceOf(InvocationResult.FunctionError.class);
        assertThat(seen).containsExactly("before Echo", "after Answered");
        assertThat(functions.running()).isZero();
    }

    @Test
    void handlerThatDoesNotExist_isToldAtTheStart() {
        Stack.Function missing = new Stack.Function(
                "Gone",
                "gone",
                "io.assay.Gone::handleRequest",
                Duration.ofSeconds(1),
                128,
                "GoneRole",
                Map.of(),
                List.of());
        Stack stack = Stacks.of(List.of(missing), List.of(), List.of());
        assertThatThrownBy(() -> new Functions(stack, URI.create("http://localhost:1"), r -> r, Clock.systemUTC()))
                .hasMessageContaining("function Gone")
                .hasMessageContaining("no such class");
    }

    private static Functions functions(Duration timeout) {
        Stack stack = Stacks.of(List.of(Stacks.function("Echo", EchoHandler.class, timeout)), List.of(), List.of());
        return new Functions(stack, URI.create("http://localhost:1"), role -> "key-of-" + role, Clock.systemUTC());
    }

    private static byte[] event(String body) {
        return Json.bytes(Map.of("body", body));
    }

    private static String answer(InvocationResult result) {
        assertThat(result).isInstanceOf(InvocationResult.Answered.class);
        return new String(((InvocationResult.Answered) result).payload(), StandardCharsets.UTF_8);
    }
}
