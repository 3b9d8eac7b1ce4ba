package org.takeup.message.format;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.takeup.message.source.Block;
import org.takeup.paper.Paper;

/** A message on paper or on a screen: a poster, a manager's talking points, a slide. Each is one sheet, however long the text. */
final class Sheets {
    static final int POSTER_WORDS = 40;
    static final int SPEECH_WORDS_A_MINUTE = 130;
    static final int SLIDE_POINTS = 6;

    private static final int POSTER_CHARACTERS = 320;
    private static final int SLIDE_CHARACTERS = 480;
    private static final int SPEECH_CHARACTERS = 1_400;
    /** More are no sheet that anybody reads. */
    private static final int MOST_LINES = 20;

    private static final int GREETING_WORDS = 6;
    private static final float SMALLEST = 0.35f;

    private Sheets() {}

    /** What is drawn, at a scale. */
    private interface Drawing {
        void on(Paper paper, float scale) throws IOException;
    }

    private static byte[] one(Paper.Sheet sheet, Letter letter, Drawing drawing) {
        for (float scale = 1; ; scale *= 0.85f) {
            try (var paper = new Paper(
                    sheet, letter.subject(), letter.organisation(), letter.language(), Color.decode(letter.accent()))) {
                paper.band(14);
                drawing.on(paper, scale);
                if (paper.sheets() == 1 || scale < SMALLEST) {
                    return paper.bytesWithoutNumbers(letter.organisation());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("A sheet cannot be written to memory", e);
            }
        }
    }

    /** At most 40 words with the headline, and a code that leads on. */
    static byte[] poster(Letter letter) {
        List<String> fits = posterWords(letter, new ArrayList<>());
        return one(Paper.Sheet.A4, letter, (paper, scale) -> {
            paper.gap(20).heading(letter.subject(), 40 * scale).gap(18 * scale);
            for (String sentence : fits) {
                paper.text(sentence, 21 * scale, Paper.INK).gap(8 * scale);
            }
            paper.gap(Math.max(16 * scale, paper.left() - 270 * scale));
            code(paper, letter, 180 * scale, 13 * scale);
        });
    }

    static List<String> posterWords(Letter letter, List<String> notes) {
        return fits(said(letter), POSTER_WORDS - PlainText.words(letter.subject()), POSTER_CHARACTERS, notes);
    }

    /** Without the greeting, which is for one person: a short first line that ends with a comma. */
    private static List<String> said(Letter letter) {
        List<String> sentences = PlainText.sentences(letter.text(), letter.language());
        boolean greeted = sentences.size() > 1
                && sentences.getFirst().endsWith(",")
                && PlainText.words(sentences.getFirst()) <= GREETING_WORDS;
        if (!greeted) {
            return sentences;
        }
        var rest = new ArrayList<>(sentences.subList(1, sentences.size()));
        String first = rest.getFirst();
        int end = first.offsetByCodePoints(0, 1);
        rest.set(0, first.substring(0, end).toUpperCase(letter.language()) + first.substring(end));
        return rest;
    }

    private static void code(Paper paper, Letter letter, float side, float size) throws IOException {
        paper.text(Phrases.in(letter.language()).say("scan"), size, Paper.INK)
                .code(letter.link(), side)
                .link(letter.link(), Math.max(7, size * 0.7f));
    }

    /** What somebody can say in a minute, and how. */
    static byte[] talkingPoints(Letter letter) {
        List<String> fits = speech(letter, new ArrayList<>());
        int words = fits.stream().mapToInt(PlainText::words).sum();
        Phrases phrases = Phrases.in(letter.language());
        return one(Paper.Sheet.A4, letter, (paper, scale) -> {
            paper.heading(letter.subject(), 22 * scale)
                    .gap(4)
                    .text(phrases.say("minute", Map.of("seconds", seconds(words))), 11 * scale, Paper.FAINT)
                    .gap(14 * scale)
                    .heading(phrases.say("say"), 14 * scale)
                    .gap(4);
            for (String sentence : fits) {
                paper.point(sentence, 13 * scale).gap(4 * scale);
            }
            paper.gap(12 * scale)
                    .text(phrases.say("own"), 11 * scale, Paper.FAINT)
                    .gap(16 * scale);
            if (letter.action()) {
                paper.heading(phrases.say("ask"), 14 * scale).gap(4);
                code(paper, letter, 120 * scale, 11 * scale);
            }
        });
    }

    static List<String> speech(Letter letter, List<String> notes) {
        return fits(said(letter), SPEECH_WORDS_A_MINUTE, SPEECH_CHARACTERS, notes);
    }

    /** How long so many words take, rounded up to five seconds. */
    static int seconds(int words) {
        return (int) Math.ceil(words * 60.0 / SPEECH_WORDS_A_MINUTE / 5) * 5;
    }

    /** The points of its lists, or its first sentences. */
    static byte[] slide(Letter letter) {
        List<String> fits = slidePoints(letter, new ArrayList<>());
        return one(Paper.Sheet.SLIDE, letter, (paper, scale) -> {
            paper.heading(letter.subject(), 34 * scale).gap(16 * scale);
            for (String point : fits) {
                paper.point(point, 25 * scale).gap(6 * scale);
            }
            if (letter.action()) {
                paper.gap(8 * scale).link(letter.link(), 14 * scale);
            }
        });
    }

    static List<String> slidePoints(Letter letter, List<String> notes) {
        List<String> points = letter.text().blocks().stream()
                .flatMap(block -> block instanceof Block.Points list ? list.items().stream() : Stream.empty())
                .map(item -> PlainText.pieces(item, false))
                .toList();
        List<String> all = points.isEmpty() ? said(letter) : points;
        List<String> fits = fits(all.stream().limit(SLIDE_POINTS).toList(), 80, SLIDE_CHARACTERS, notes);
        if (all.size() > SLIDE_POINTS) {
            notes.add("Only the first " + SLIDE_POINTS + " points are on the slide.");
        }
        return fits;
    }

    /** The first sentences that fit; of the first at least its beginning. */
    private static List<String> fits(List<String> sentences, int words, int characters, List<String> notes) {
        var fits = new ArrayList<String>();
        int usedWords = 0;
        int used = 0;
        for (String sentence : sentences) {
            int more = PlainText.words(sentence);
            if (usedWords + more > words || used + sentence.length() > characters || fits.size() == MOST_LINES) {
                if (fits.isEmpty() && words > 0) {
                    fits.add(PlainText.cut(sentence, words, characters));
                    notes.add("The first sentence is cut; write a shorter one.");
                } else {
                    notes.add("Only the first " + fits.size() + " of " + sentences.size() + " sentences fit.");
                }
                break;
            }
            fits.add(sentence);
            usedWords += more;
            used += sentence.length();
        }
        return fits;
    }
}
