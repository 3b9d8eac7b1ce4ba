package org.takeup.plugin.packaging.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A time table of five fields, as cron has it: minute, hour, day of the month, month, day of the week. Each is {@code *}, a
 * number, a range {@code 1-5}, a list {@code 1,3,5}, or steps {@code *}{@code /15}; months and days of the week have
 * English names as well.
 */
final class Cron {
    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of the month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Field("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

    private Cron() {}

    private record Field(String name, int least, int most, List<String> names) {
        boolean takes(String written) {
            return !written.startsWith(",")
                    && !written.endsWith(",")
                    && List.of(written.split(",", -1)).stream().allMatch(this::takesPart);
        }

        private boolean takesPart(String part) {
            String[] step = part.split("/", -1);
            if (step.length > 2 || step.length == 2 && !inside(step[1], 1, most)) {
                return false;
            }
            if (step[0].equals("*")) {
                return true;
            }
            String[] ends = step[0].split("-", -1);
            if (ends.length == 1) {
                return step.length == 1 && number(ends[0]) >= 0;
            }
            return ends.length == 2 && number(ends[0]) >= 0 && number(ends[1]) >= number(ends[0]);
        }

        /** The number, or -1 if it is none of this field's. */
        private int number(String written) {
            int named = names.indexOf(written);
            if (named >= 0) {
                return named + least;
            }
            return inside(written, least, most) ? Integer.parseInt(written) : -1;
        }

        private static boolean inside(String written, int least, int most) {
            return written.matches("[0-9]{1,2}")
                    && Integer.parseInt(written) >= least
                    && Integer.parseInt(written) <= most;
        }
    }

    /** What is wrong with a time table and what to write, if anything is. */
    static Optional<String> wrong(String written) {
        String[] parts = written.strip().toLowerCase(Locale.ROOT).split("\\s+");
        if (written.length() > 200 || parts.length != FIELDS.size()) {
            return Optional.of(
                    "Give five fields: minute, hour, day of the month, month and day of the week, for example "
                            + "30 5 * * 1-5 for half past five on working days.");
        }
        for (int i = 0; i < parts.length; i++) {
            Field field = FIELDS.get(i);
            if (!field.takes(parts[i])) {
                return Optional.of("Field " + (i + 1) + " is the " + field.name() + ": give *, or numbers from "
                        + field.least() + " to " + field.most() + ", such as " + field.least() + ", " + field.least()
                        + "-"
                        + field.most() + " or */2.");
            }
        }
        return Optional.empty();
    }
}
