package org.takeup.http;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a sent form. Readers throw a {@link Problem} with status 422 that names the field. */
public final class Form {
    private final Map<String, List<String>> fields;

    public Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** The field's first value, trimmed, if it is there and not blank. */
    public Optional<String> text(String name) {
        return values(name).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** A field that must be filled in, with at most so many characters. */
    public String required(String name, int mostCharacters) {
        String value = text(name).orElseThrow(() -> Problem.invalid(name, "Please fill this in."));
        if (value.codePointCount(0, value.length()) > mostCharacters) {
            throw Problem.invalid(name, "Please use at most " + mostCharacters + " characters.");
        }
        return value;
    }

    /** A whole number between the two, both included. */
    public int number(String name, int least, int most) {
        String value = required(name, 12);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, like a number out of range.
        }
        throw Problem.invalid(name, "Please give a whole number from " + least + " to " + most + ".");
    }

    /** A date as browsers send it, {@code 2026-11-24}. */
    public LocalDate date(String name) {
        try {
            return LocalDate.parse(required(name, 10));
        } catch (DateTimeParseException e) {
            throw Problem.invalid(name, "Please give a date like 2026-11-24.");
        }
    }

    /** One of the enum's constants, by name. */
    public <E extends Enum<E>> E one(String name, Class<E> type) {
        String value = required(name, 64);
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(value)) {
                return each;
            }
        }
        throw Problem.invalid(name, "Please choose one of the options.");
    }

    /** All values of a field, as sent. */
    public List<String> values(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The names of all fields. */
    public java.util.Set<String> names() {
        return fields.keySet();
    }
}
