package io.assay.local.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The zip that is deployed, unpacked into a directory of its own as Lambda does, and the runtime that calls it.
 *
 * @param directory  holds both until this is closed
 * @param library   the runtime client's HTTP client, a library of C++; unpacked once, for every process would otherwise
 *     write the same file
 */
record Artefact(Path directory, Path library) implements AutoCloseable {
    /** @throws IOException if there is no such file: {@code mvn package} makes it */
    static Artefact unpack(Path zip) throws IOException {
        Path directory = Files.createTempDirectory("assay-artefact-");
        Path task = directory.resolve("task");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = task.resolve(entry.getName()).normalize();
                if (!file.startsWith(task)) {
                    throw new IOException(zip + " holds " + entry.getName() + ", which leads out of it");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        Path library = directory.resolve("runtime.so");
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/libaws-lambda-jni.linux-" + machine + ".so")) {
            if (in == null) {
                throw new IOException("the runtime client has no native library for " + machine);
            }
            Files.copy(in, library);
        }
        return new Artefact(directory, library);
    }

    /** Where the function's classes and {@code lib} are. */
    Path task() {
        return directory.resolve("task");
    }

    /** Of the runtime alone: the function's own classes come by the runtime's loader. */
    static String runtimeClassPath() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(Artefact::jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the runtime client as Lambda's bootstrap does; the handler is to be added. */
    List<String> command(String java, int heapMb) {
        return List.of(
                java,
                "-Xmx" + heapMb + "m",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + library,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                runtimeClassPath(),
                AWSLambda.class.getName());
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
