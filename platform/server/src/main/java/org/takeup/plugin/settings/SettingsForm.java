package org.takeup.plugin.settings;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.packaging.settings.Setting;
import org.takeup.plugin.packaging.settings.SettingsSchema;

/** Puts together what the settings page shows. Immutable. */
public final class SettingsForm {
    /** Before a setting's name, so that no setting can take the name of the form's own fields. */
    static final String VALUE = "value.";

    static final String CLEAR = "clear.";

    private final SettingsSchema schema;
    private final SettingsView view;
    private final Locale language;
    private final boolean canTry;
    private final boolean saved;
    private final Optional<Form> typed;
    private final List<Problem.Field> wrong;
    private final Optional<List<Connections.Noticed>> noticed;

    SettingsForm(SettingsSchema schema, SettingsView view, Locale language, boolean canTry, boolean saved) {
        this(schema, view, language, canTry, saved, Optional.empty(), List.of(), Optional.empty());
    }

    private SettingsForm(
            SettingsSchema schema,
            SettingsView view,
            Locale language,
            boolean canTry,
            boolean saved,
            Optional<Form> typed,
            List<Problem.Field> wrong,
            Optional<List<Connections.Noticed>> noticed) {
        this.schema = schema;
        this.view = view;
        this.language = language;
        this.canTry = canTry;
        this.saved = saved;
        this.typed = typed;
        this.wrong = List.copyOf(wrong);
        this.noticed = noticed;
    }

    /** This form with what somebody typed in place of what is stored; secrets are not shown again. */
    SettingsForm keeping(Form form) {
        return new SettingsForm(schema, view, language, canTry, saved, Optional.of(form), wrong, noticed);
    }

    SettingsForm refusing(List<Problem.Field> fields) {
        return new SettingsForm(schema, view, language, canTry, saved, typed, fields, noticed);
    }

    SettingsForm showing(List<Connections.Noticed> findings) {
        return new SettingsForm(schema, view, language, canTry, saved, typed, wrong, Optional.of(findings));
    }

    /**
     * The page.
     *
     * @param retype whether a secret was typed that this page does not show, so that it has to be typed again
     * @param noticed by a trial, if there was one
     */
    public record Page(
            String plugin,
            List<Field> fields,
            List<Mistake> mistakes,
            boolean saved,
            boolean canTry,
            boolean tried,
            boolean retype,
            List<Connections.Noticed> noticed) {}

    /**
     * One field as it is drawn.
     *
     * @param type of an input element, or {@code textarea}, {@code select}, {@code checkbox}
     * @param inputMode of phones' keyboards, or empty
     * @param since when a secret was set
     */
    public record Field(
            String name,
            String label,
            String help,
            String type,
            String inputMode,
            boolean secret,
            boolean required,
            int longest,
            List<String> choices,
            String value,
            String error,
            Optional<Instant> since) {
        /** Ids of what describes it, for {@code aria-describedby}; never empty for a field with an error. */
        public String describedBy() {
            String help = this.help.isEmpty() && !secret ? "" : "h-" + name;
            return (help + (error.isEmpty() ? "" : " e-" + name)).strip();
        }

        /** Whether the choice has to be one: nothing is chosen for the reader unless it is preset. */
        public boolean optional() {
            return !required;
        }
    }

    /** One mistake in the list at the top. */
    public record Mistake(String name, String label, String message) {}

    Page page() {
        List<Field> fields = schema.settings().stream().map(this::field).toList();
        List<Mistake> mistakes = wrong.stream()
                .map(field -> new Mistake(
                        field.name(),
                        schema.find(field.name())
                                .map(Setting::title)
                                .map(this::in)
                                .orElse(field.name()),
                        field.message()))
                .toList();
        boolean retype = typed.filter(form -> schema.settings().stream()
                        .anyMatch(setting ->
                                setting.secret() && sent(form, setting).isPresent()))
                .isPresent();
        return new Page(
                view.plugin(), fields, mistakes, saved, canTry, noticed.isPresent(), retype, noticed.orElse(List.of()));
    }

    private Field field(Setting setting) {
        var line = view.find(setting.name());
        String help = setting.help().map(this::in).orElse("");
        return new Field(
                setting.name(),
                in(setting.title()),
                help,
                type(setting.kind()),
                setting.kind() == Setting.Kind.NUMBER || setting.kind() == Setting.Kind.INTEGER ? "decimal" : "",
                setting.secret(),
                setting.required(),
                setting.kind() == Setting.Kind.LIST ? 0 : setting.bounds().longest(),
                setting.bounds().choices(),
                value(setting, line.map(SettingsView.Line::value).orElse("")),
                errors().getOrDefault(setting.name(), ""),
                line.flatMap(SettingsView.Line::since));
    }

    private Map<String, String> errors() {
        var errors = new HashMap<String, String>();
        wrong.forEach(field -> errors.putIfAbsent(field.name(), field.message()));
        return errors;
    }

    private String value(Setting setting, String stored) {
        if (setting.secret()) {
            return "";
        }
        if (typed.isEmpty()) {
            return stored;
        }
        Optional<String> sent = sent(typed.get(), setting);
        return setting.kind() == Setting.Kind.BOOLEAN ? String.valueOf(sent.isPresent()) : sent.orElse("");
    }

    /** What a form has for a setting. */
    static Optional<String> sent(Form form, Setting setting) {
        return form.text(VALUE + setting.name());
    }

    private static String type(Setting.Kind kind) {
        return switch (kind) {
            case TEXT, INTEGER, NUMBER, CRON -> "text";
            case BOOLEAN -> "checkbox";
            case CHOICE -> "select";
            case LIST -> "textarea";
            case URL -> "url";
            case DATE -> "date";
            case SECRET -> "password";
        };
    }

    private String in(LocalizedText text) {
        return text.in(language);
    }
}
