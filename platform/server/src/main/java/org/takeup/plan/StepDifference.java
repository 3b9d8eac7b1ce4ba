package org.takeup.plan;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How two versions of a step differ, field by field, in words. */
public final class StepDifference {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private StepDifference() {}

    /** One field. @param name as forms call it @param label as people do */
    public record Field(String name, String label, String before, String after) {
        public boolean differs() {
            return !before.equals(after);
        }
    }

    /** All fields that people can change, in the order of the form. */
    static List<Field> fields(PlanStep before, PlanStep after) {
        return List.of(
                new Field("audienceId", "To whom", before.audience(), after.audience()),
                new Field("messenger", "Said by", Words.of(before.messenger()), Words.of(after.messenger())),
                new Field("channel", "How", Words.of(before.channel()), Words.of(after.channel())),
                new Field("on", "On", DAY.format(before.on()), DAY.format(after.on())),
                new Field("time", "At", time(before), time(after)),
                new Field("again", "Comes again", again(before), again(after)),
                new Field("owner", "Owner", owner(before), owner(after)),
                new Field("waitsFor", "Waits for", waits(before), waits(after)),
                new Field("region", "Holidays of", region(before), region(after)),
                new Field("phase", "Phase", Words.of(before.phase()), Words.of(after.phase())),
                new Field("subject", "Subject", before.subject(), after.subject()),
                new Field("words", "Words", before.words(), after.words()));
    }

    /** Only those that differ. */
    static List<Field> differing(PlanStep before, PlanStep after) {
        return fields(before, after).stream().filter(Field::differs).toList();
    }

    /** The change in sentences. */
    static List<String> said(PlanEdit.StepChange change) {
        if (change.before().isEmpty()) {
            return List.of("Added “" + change.after().map(PlanStep::subject).orElse("") + "”.");
        }
        PlanStep before = change.before().get();
        if (change.after().isEmpty()) {
            return List.of("Removed “" + before.subject() + "”.");
        }
        PlanStep after = change.after().get();
        String name = "“" + before.subject() + "”";
        var said = new ArrayList<String>();
        for (Field field : differing(before, after)) {
            said.add(
                    switch (field.name()) {
                        case "on" -> "Moved " + name + " from " + field.before() + " to " + field.after() + ".";
                        case "words" -> "Changed the words of " + name + ".";
                        case "owner" -> "Changed the owner of " + name + ".";
                        case "waitsFor" -> "Changed what " + name + " waits for.";
                        default ->
                            "Changed of " + name + ", " + field.label().toLowerCase(Locale.ROOT) + ": from "
                                    + shown(field.before()) + " to " + shown(field.after()) + ".";
                    });
        }
        return said;
    }

    private static String shown(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    private static String time(PlanStep step) {
        return step.planning().time().toString();
    }

    static String again(PlanStep step) {
        return step.planning()
                .recurrence()
                .map(each -> (each.weeks() == 1 ? "every week" : "every " + each.weeks() + " weeks") + " until "
                        + DAY.format(each.until()))
                .orElse("never");
    }

    private static String owner(PlanStep step) {
        return step.planning().owner();
    }

    private static String waits(PlanStep step) {
        return step.planning().waitsFor().stream().sorted().collect(Collectors.joining(", "));
    }

    private static String region(PlanStep step) {
        return step.planning().region();
    }
}
