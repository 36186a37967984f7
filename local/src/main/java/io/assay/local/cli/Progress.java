package io.assay.local.cli;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;

/** How far the cases are: a bar for who looks at a terminal, else a line each tenth. */
final class Progress implements AutoCloseable {
    private static final int TENTHS = 10;

    private final Terminal terminal;
    private final int all;
    private final Optional<ProgressBar> bar;
    private int told;

    Progress(Terminal terminal, int all) {
        this.terminal = terminal;
        this.all = all;
        this.bar = terminal.bar("decided", all);
    }

    /** @param sent so far; what is sent and not decided is with the model or with a person */
    void show(int sent, int byModel, int byPeople) {
        int decided = byModel + byPeople;
        bar.ifPresent(shown -> {
            shown.stepTo(decided);
            shown.setExtraMessage(" sent " + sent + ", model " + byModel + ", people " + byPeople);
        });
        int tenth = decided * TENTHS / all;
        if (bar.isEmpty() && tenth > told) {
            told = tenth;
            terminal.say("%4d %% decided (sent %d, by the model %d, by people %d)"
                    .formatted(tenth * TENTHS, sent, byModel, byPeople));
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
