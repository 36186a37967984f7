package io.assay.local.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Where things are, and how a site stays up. */
final class Stand {
    private Stand() {}

    /** Of the repository, as the launcher says; else the working directory. */
    static Path root() {
        return Path.of(System.getProperty("assay.root", ""));
    }

    /**
     * From here on what functions and libraries print goes into a file: a person reads the terminal, a program standard
     * output.
     *
     * @param command names the file
     * @return the file
     */
    static Path divertLogs(String command, Terminal terminal) {
        Path file = root().resolve(".assay").resolve(command + ".log");
        try {
            Files.createDirectories(file.getParent());
            PrintStream log = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
            System.setOut(log);
            System.setErr(log);
            terminal.say("Logs of functions and services: " + file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be written", e);
        }
    }

    /** Stays until Ctrl-C, or until this thread is interrupted, then ends the site cleanly. */
    static void untilInterrupted(Site site, Terminal terminal) {
        Runnable end = () -> {
            site.close();
            terminal.say("The stack is down.");
        };
        Thread hook = new Thread(end, "stack goes down");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException asked) {
            // The end that was waited for, so the flag is not set again: closing has to wait for what runs.
            Runtime.getRuntime().removeShutdownHook(hook);
            end.run();
        }
    }
}
