package org.takeup.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What stands in the fields of a form: what is stored, or what somebody has just typed and was refused, so that nothing typed is
 * lost. For one thread while it is filled; templates only read.
 */
public final class Typed {
    private final Map<String, List<String>> values = new HashMap<>();
    private final Optional<Problem> refused;

    private Typed(Optional<Problem> refused) {
        this.refused = refused;
    }

    /** An empty form. */
    public static Typed blank() {
        return new Typed(Optional.empty());
    }

    /** The form as it was sent. @param refused why it comes back */
    public static Typed again(Form form, Problem refused) {
        var typed = new Typed(Optional.of(refused));
        form.names().forEach(name -> typed.values.put(name, form.values(name)));
        return typed;
    }

    /**
     * Saves; whoever is refused gets the form back as they sent it. If somebody else was faster, saving once more
     * writes over what that person did, and the form says so.
     */
    public static Reply kept(Exchange exchange, Supplier<Reply> save, Function<Typed, Reply> form) {
        return kept(exchange, save, form, e -> e.status() == 422 || e instanceof Changed);
    }

    /** As {@link #kept}, whatever the reason, unless what the form is about is gone: then there is no page to show it on. */
    public static Reply keptUnlessGone(Exchange exchange, Supplier<Reply> save, Function<Typed, Reply> form) {
        return kept(exchange, save, form, e -> e.status() != 404);
    }

    private static Reply kept(
            Exchange exchange, Supplier<Reply> save, Function<Typed, Reply> form, Predicate<Problem> comesBack) {
        try {
            return save.get();
        } catch (Problem e) {
            if (!comesBack.test(e)) {
                throw e;
            }
            return form.apply(again(exchange.form(), e)).withStatus(e.status());
        }
    }

    /** Fills a field in. */
    public Typed with(String name, Object value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(String.valueOf(value));
        return this;
    }

    /** The first value of a field; empty if there is none. */
    public String one(String name) {
        return at(name, 0);
    }

    /** The value of a field that stands in several rows. */
    public String at(String name, int row) {
        List<String> all = values.getOrDefault(name, List.of());
        return row < all.size() ? all.get(row) : "";
    }

    /** Whether a field has this value among others. */
    public boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    /** How many rows there are to draw: those with something in them, and some to add. */
    public int rows(String name, int spare, int most) {
        long used = values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .count();
        return Math.toIntExact(Math.min(most, used + spare));
    }

    /** Why it was refused, if it was. */
    public Optional<Problem> refused() {
        return refused;
    }

    /** What does not fit, field by field; empty if it was not refused. */
    public List<Problem.Field> wrong() {
        return refused.map(Problem::fields).orElse(List.of());
    }

    /** What does not fit in a field, if anything. */
    public Optional<String> fault(String name) {
        return wrong().stream()
                .filter(field -> field.name().equals(name))
                .map(Problem.Field::message)
                .findFirst();
    }

    /** Whether somebody else was faster. */
    public boolean overtaken() {
        return refused.map(problem -> problem.status() == 412).orElse(false);
    }

    /**
     * The version that the form changes when it is sent once more: the one that was seen, or what is there now if somebody
     * else was faster.
     */
    public long version(long seen, LongSupplier now) {
        return overtaken() ? now.getAsLong() : seen;
    }

    /** Reads a number with a point or a comma. @throws Problem naming the field */
    public static Optional<Double> decimal(Form form, String name, int row) {
        List<String> all = form.values(name);
        String text = row < all.size() ? all.get(row).strip().replace(',', '.') : "";
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (text.length() <= 20 && Double.isFinite(value)) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // Said below, like a number that is not finite.
        }
        throw Problem.invalid(name, "Please give a number like 12 or 12.5.");
    }
}
