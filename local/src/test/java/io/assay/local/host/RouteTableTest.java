package io.assay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private final RouteTable routes = new RouteTable(List.of(
            entry("ANY", "/{proxy+}"),
            entry("GET", "/pets/{proxy+}"),
            entry("GET", "/pets/{kind}/{id}"),
            entry("GET", "/pets/dog/{id}"),
            entry("ANY", "/pets/dog/1"),
            entry("GET", "/pets/dog/1"),
            entry("POST", "/workflows/{workflow}/cases"),
            entry("POST", "/workflows/{workflow}/cases:batch")));

    @Test
    void mostSpecificRoute_wins() {
        assertThat(key("GET", "/pets/dog/1")).isEqualTo("GET /pets/dog/1");
        assertThat(key("PUT", "/pets/dog/1")).isEqualTo("ANY /pets/dog/1");
        assertThat(key("GET", "/pets/dog/2")).isEqualTo("GET /pets/dog/{id}");
        assertThat(key("GET", "/pets/cat/2")).isEqualTo("GET /pets/{kind}/{id}");
        assertThat(key("GET", "/pets/cat/2/toys")).isEqualTo("GET /pets/{proxy+}");
        assertThat(key("PUT", "/cats")).isEqualTo("ANY /{proxy+}");
    }

    @Test
    void pathParameters_areDecoded() {
        assertThat(routes.match("POST", "/workflows/a%20b%2Fc+d/cases:batch")
                        .orElseThrow()
                        .pathParameters())
                .isEqualTo(Map.of("workflow", "a b/c+d"));
        assertThat(routes.match("GET", "/pets/x/y/z").orElseThrow().pathParameters())
                .isEqualTo(Map.of("proxy", "x/y/z"));
    }

    @Test
    void colonInAPath_isPlainText() {
        assertThat(key("POST", "/workflows/w/cases:batch")).isEqualTo("POST /workflows/{workflow}/cases:batch");
        assertThat(key("POST", "/workflows/w/cases")).isEqualTo("POST /workflows/{workflow}/cases");
    }

    @Test
    void unknownPath_matchesNothing() {
        RouteTable one = new RouteTable(List.of(entry("GET", "/cases/{id}")));
        assertThat(one.match("GET", "/cases")).isEmpty();
        assertThat(one.match("GET", "/cases/")).isEmpty();
        assertThat(one.match("GET", "/cases/1/history")).isEmpty();
        assertThat(one.match("DELETE", "/cases/1")).isEmpty();
    }

    private String key(String method, String path) {
        return routes.match(method, path).orElseThrow().entry().key();
    }

    private static RouteTable.Entry entry(String method, String path) {
        return new RouteTable.Entry(Stacks.openRoute(method, path), "F");
    }
}
