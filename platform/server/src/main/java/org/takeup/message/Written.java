package org.takeup.message;

import java.util.ArrayList;
import java.util.List;
import org.takeup.message.source.Inline;
import org.takeup.message.source.Source;
import org.takeup.message.source.Wrong;

/**
 * The texts of a variant, compiled.
 *
 * @param faults why the texts are taken letter by letter, in sentences; none if they are as they were meant
 */
record Written(List<Inline> subject, Source words, List<String> faults) {
    /** A text that cannot be read this way says what it says, letter by letter: plans of before are full of such. */
    static Written of(Variant variant) {
        var faults = new ArrayList<String>();
        List<Inline> subject;
        Source words;
        try {
            subject = Source.line(variant.subject());
        } catch (Wrong e) {
            subject = List.of(new Inline.Text(variant.subject()));
            faults.add("Subject: " + e.sentence());
        }
        try {
            words = Source.read(variant.words());
        } catch (Wrong e) {
            words = Source.plain(variant.words());
            faults.add("Words: " + e.sentence());
        }
        return new Written(subject, words, List.copyOf(faults));
    }

    /** The subject's own words, without its variables. */
    String line() {
        var line = new StringBuilder();
        subject.forEach(piece -> line.append(piece instanceof Inline.Text text ? text.text() : " "));
        return line.toString();
    }
}
