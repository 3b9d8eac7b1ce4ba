package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;

/**
 * A word of a stakeholder's own: what they say, and what not to say to them.
 *
 * @param say their word, or a few
 * @param avoid the word that it stands for; empty if they only use theirs
 */
public record Phrase(String say, String avoid) {
    /** Of either part, in characters. */
    static final int LONGEST = 60;

    static final int MOST = 50;

    /** A word as it came in. */
    public record Entry(@Nullable String say, @Nullable String avoid) {}

    /**
     * The words that these describe, each once.
     *
     * @param given what came in; nothing if it was left out
     * @param before what stays if nothing came in
     * @param wrong takes what does not fit
     */
    static List<Phrase> checked(@Nullable List<@Nullable Entry> given, List<Phrase> before, List<Problem.Field> wrong) {
        if (given == null) {
            return before;
        }
        if (given.size() > MOST) {
            wrong.add(new Problem.Field("vocabulary", "Give at most " + MOST + " words."));
            return before;
        }
        var phrases = new ArrayList<Phrase>();
        for (@Nullable Entry each : given) {
            if (each == null) {
                wrong.add(new Problem.Field("vocabulary", "Give each word as what they say and what to avoid."));
                return before;
            }
            String say = line(each.say(), true, wrong);
            String avoid = line(each.avoid(), false, wrong);
            if (!avoid.isEmpty() && avoid.equalsIgnoreCase(say)) {
                wrong.add(new Problem.Field("vocabulary", "“" + avoid + "” cannot be both: theirs, and one to avoid."));
            }
            phrases.add(new Phrase(say, avoid));
        }
        return phrases.stream().distinct().toList();
    }

    private static String line(@Nullable String text, boolean required, List<Problem.Field> wrong) {
        String line = Plain.repeatable(Plain.line(text, "vocabulary", LONGEST, required, wrong), "vocabulary", wrong);
        if (!line.isEmpty() && (line.contains("=") || line.chars().noneMatch(Character::isLetter))) {
            wrong.add(new Problem.Field("vocabulary", "Write words on both sides of one “=”."));
        }
        return line;
    }

    /** From the lines of a form: what to avoid, {@code =}, what they say; or what they say alone. */
    static List<@Nullable Entry> entries(String lines) {
        return lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> {
                    int at = line.indexOf('=');
                    return at < 0
                            ? new Entry(line, "")
                            : new Entry(
                                    line.substring(at + 1).strip(),
                                    line.substring(0, at).strip());
                })
                .toList();
    }

    /** As a form has them. */
    static String lines(List<Phrase> phrases) {
        return phrases.stream()
                .map(each -> each.avoid().isEmpty() ? each.say() : each.avoid() + " = " + each.say())
                .collect(Collectors.joining("\n"));
    }
}
