package org.takeup.plan;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.tenant.Workspace;

/**
 * The fields of a step's form as text: what is stored, or what somebody typed, so that a refused form comes back as it
 * was.
 *
 * @param owner the mail address of the owner, or the name of one without
 */
public record StepForm(
        String audienceId,
        String messenger,
        String channel,
        String on,
        String subject,
        String words,
        String owner,
        Set<String> waitsFor,
        String time,
        String region,
        String everyWeeks,
        String until) {
    private static final int MOST_CHARACTERS = 20_000;

    public StepForm {
        waitsFor = Set.copyOf(waitsFor);
    }

    /** A step that is not there yet. */
    static StepForm fresh(LocalDate today) {
        return new StepForm(
                "", "", "", today.toString(), "", "", "", Set.of(), PlanStep.Planning.MORNING.toString(), "", "0", "");
    }

    /** A step as it is stored. */
    static StepForm of(Workspace workspace, People people, PlanStep step) {
        PlanStep.Planning planning = step.planning();
        return new StepForm(
                step.audienceId(),
                step.messenger().name(),
                step.channel().name(),
                step.on().toString(),
                step.subject(),
                step.words(),
                label(workspace, people, planning.owner()),
                planning.waitsFor(),
                planning.time().toString(),
                planning.region(),
                planning.recurrence().map(again -> again.weeks()).orElse(0).toString(),
                planning.recurrence().map(again -> again.until().toString()).orElse(""));
    }

    /** What the form calls a person: their address, or their name. */
    static String label(Workspace workspace, People people, String personId) {
        return personId.isEmpty()
                ? ""
                : people.find(workspace, personId)
                        .filter(Person::active)
                        .map(person -> person.email().isEmpty() ? person.name() : person.email())
                        .orElse("");
    }

    /** What somebody typed, whatever it is, laid over what the form showed where it has no such field. */
    static StepForm typed(Form form, StepForm shown) {
        return new StepForm(
                typed(form, "audienceId", shown.audienceId()),
                typed(form, "messenger", shown.messenger()),
                typed(form, "channel", shown.channel()),
                typed(form, "on", shown.on()),
                typed(form, "subject", shown.subject()),
                typed(form, "words", shown.words()),
                typed(form, "owner", shown.owner()),
                form.names().contains("hasWaitsFor") ? new HashSet<>(form.values("waitsFor")) : shown.waitsFor(),
                typed(form, "time", shown.time()),
                typed(form, "region", shown.region()),
                typed(form, "everyWeeks", shown.everyWeeks()),
                typed(form, "until", shown.until()));
    }

    private static String typed(Form form, String name, String otherwise) {
        if (!form.names().contains(name)) {
            return otherwise;
        }
        String text = form.text(name).orElse("");
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }

    /** What to save. @param shown what the form was drawn with @throws Problem 422 naming every part that is no value */
    StepEntry entry(Workspace workspace, People people, StepForm shown) {
        var wrong = new ArrayList<Problem.Field>();
        if (audienceId.isEmpty()) {
            wrong.add(new Problem.Field("audienceId", "Please fill this in."));
        }
        Optional<Messenger> by = one(messenger, Messenger.values());
        if (by.isEmpty()) {
            wrong.add(new Problem.Field("messenger", "Please choose one of the options."));
        }
        Optional<PlanDraft.Channel> how = one(channel, PlanDraft.Channel.values());
        if (how.isEmpty()) {
            wrong.add(new Problem.Field("channel", "Please choose one of the options."));
        }
        Optional<LocalDate> day = date(on);
        if (day.isEmpty()) {
            wrong.add(new Problem.Field("on", "Please give a date like 2026-11-24."));
        }
        if (!until.isEmpty() && date(until).isEmpty()) {
            wrong.add(new Problem.Field("until", "Please give a date like 2026-11-24."));
        }
        Integer weeks = everyWeeks.matches("\\d{0,3}")
                ? Integer.valueOf(everyWeeks.isEmpty() ? "0" : everyWeeks)
                : Integer.valueOf(-1);
        String sees = owner.equals(shown.owner()) ? null : person(workspace, people, owner, "owner", wrong);
        var entry = new StepEntry(
                audienceId,
                by.orElse(null),
                how.orElse(null),
                day.orElse(null),
                subject,
                words,
                sees,
                List.copyOf(waitsFor),
                time,
                region,
                weeks,
                date(until).orElse(null));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return entry;
    }

    /** The id of the one active person with an address; empty for no address. */
    static @Nullable String person(
            Workspace workspace, People people, String address, String field, List<Problem.Field> wrong) {
        if (address.isEmpty()) {
            return "";
        }
        List<Person> found = people.withAddress(workspace, List.of(address)).values().stream()
                .flatMap(List::stream)
                .toList();
        if (found.size() != 1) {
            wrong.add(new Problem.Field(
                    field,
                    found.isEmpty()
                            ? "Nobody of your directory has this mail address."
                            : "Several people of your directory have this mail address."));
            return null;
        }
        return found.getFirst().id();
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return text.length() > 10 ? Optional.empty() : Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> one(String name, E[] all) {
        for (E each : all) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
