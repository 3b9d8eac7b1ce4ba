package org.takeup.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.survey.words.Terms;

/** A piece of a text. @param marked whether it is a word that was looked for */
public record Marked(String text, boolean marked) {
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:[’'\\-]\\p{L}+){0,20}");

    /** The text in pieces that put together are the text, its words with one of these stems marked. */
    static List<Marked> in(String text, String language, Set<String> stems) {
        var pieces = new ArrayList<Marked>();
        Matcher word = WORD.matcher(text);
        int from = 0;
        while (word.find()) {
            boolean meant = Terms.of(word.group(), language).stream().anyMatch(term -> stems.contains(term.stem()));
            if (meant) {
                if (word.start() > from) {
                    pieces.add(new Marked(text.substring(from, word.start()), false));
                }
                pieces.add(new Marked(word.group(), true));
                from = word.end();
            }
        }
        if (from < text.length()) {
            pieces.add(new Marked(text.substring(from), false));
        }
        return pieces;
    }
}
