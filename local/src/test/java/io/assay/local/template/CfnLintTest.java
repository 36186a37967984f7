package io.assay.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class CfnLintTest {
    /** The bit of cfn-lint's exit code that says errors; 4 and 8 are warnings and remarks. */
    private static final int ERRORS = 2;

    @TempDir
    private Path scratch;

    @Test
    void projectTemplate_hasNoCfnLintError() throws Exception {
        assumeTrue(installed(), "cfn-lint is not on the PATH (pip install cfn-lint)");
        Path template = ProjectTemplate.FILE;
        if (!Files.exists(template)) {
            template = scratch.resolve("sample.yaml");
            Files.writeString(template, Samples.good());
        }
        Process lint = lint("--format", "parseable", "--", template.toString());
        String output = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lint.waitFor() & ERRORS).as(output).isZero();
    }

    private static boolean installed() throws IOException, InterruptedException {
        String path = System.getenv().getOrDefault("PATH", "");
        boolean there = Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
        if (!there) {
            return false;
        }
        // A version manager's shim is there even where its version is not.
        Process version = lint("--version");
        version.getInputStream().readAllBytes();
        return version.waitFor() == 0;
    }

    private static Process lint(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "cfn-lint";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
