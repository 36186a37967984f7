package io.assay.local.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** How far an assessment is: a bar for who looks at a terminal, else a line a step. */
final class AssessProgress implements AutoCloseable {
    private static final int WHOLE = 100;

    private final Terminal terminal;
    private final Optional<ProgressBar> bar;
    private String told = "";
    private double share;

    AssessProgress(Terminal terminal) {
        this.terminal = terminal;
        this.bar = terminal.bar("assessed", WHOLE);
    }

    /**
     * @param done of the whole, in [0, 1]; less than before changes nothing
     * @param what is being done now
     */
    synchronized void at(double done, String what) {
        share = Math.max(share, done);
        bar.ifPresent(shown -> {
            shown.stepTo(Math.round(WHOLE * share));
            shown.setExtraMessage(" " + what);
        });
        if (bar.isEmpty() && !what.equals(told)) {
            terminal.say("%4.0f %%  %s".formatted(WHOLE * share, what));
        }
        told = what;
    }

    /** For a person, whatever shows how far it is. */
    synchronized void say(String line) {
        terminal.say(line);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
