package io.assay.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void longParagraph_breaksBetweenWordsWithinTheWidthAndHangs() {
        String text = new Page().hang("  1. ", "word ".repeat(40)).toString();
        assertThat(text.lines()).hasSizeGreaterThan(2).allMatch(line -> line.length() <= Page.WIDTH);
        assertThat(text.lines().skip(1)).allMatch(line -> line.startsWith("     word"));
    }

    @Test
    void wordLongerThanTheLine_standsWhole() {
        String word = "x".repeat(100);
        assertThat(new Page().say(2, word)).hasToString("  " + word + "\n");
    }

    @Test
    void nearlyAll_isNeverCalledAll() {
        assertThat(Page.percent(300, 300)).isEqualTo("100 %");
        assertThat(Page.percent(299, 300)).isEqualTo("99.6 %");
        assertThat(Page.percent(2, 3)).isEqualTo("67 %");
        assertThat(Page.percent(0, 0)).isEqualTo("–");
    }
}
