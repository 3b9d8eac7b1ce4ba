package org.takeup.survey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/** The form in which planners say whom a wave asks, when and how. */
final class WaveForm {
    /** Large enough for a list of as many people as a wave may name. */
    static final long MOST_BYTES = 2 * 1024 * 1024;

    private static final LocalTime MORNING = LocalTime.of(9, 0);
    /** Which people read as the end of its day; midnight would be shown as the next one. */
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    private final Surveys surveys;
    private final Workspace workspace;
    private final Form form;

    WaveForm(Surveys surveys, Workspace workspace, Form form) {
        this.surveys = surveys;
        this.workspace = workspace;
        this.form = form;
    }

    /** @throws Problem 422 naming a field that does not fit */
    Opening read() {
        ZoneId zone = zone();
        Instant closes = moment("closes", "closesAt", LAST_MINUTE, zone);
        Optional<Instant> opens = form.text("opens").map(ignored -> moment("opens", "opensAt", MORNING, zone));
        var plain =
                new Opening(form.required("plugin", 100), form.required("title", 120), segment(), closes, privacy());
        Opening asked = audience(plain).with(fieldwork(zone));
        return opens.map(asked::opening).orElse(asked);
    }

    private Confidentiality.Mode privacy() {
        return Confidentiality.Mode.parse(form.text("privacy").orElse(Confidentiality.Mode.ANONYMOUS.word()))
                .orElseThrow(() -> Problem.invalid("privacy", "Please choose one of the options."));
    }

    private ZoneId zone() {
        try {
            return form.text("zone")
                    .map(ZoneId::of)
                    .orElseGet(() -> workspace.settings().zone());
        } catch (DateTimeException e) {
            throw Problem.invalid("zone", "Give a time zone like Europe/Berlin.");
        }
    }

    /** A time that the clocks leave out in spring is as much later; one that comes twice in autumn is the first one. */
    private Instant moment(String day, String time, LocalTime otherwise, ZoneId zone) {
        try {
            LocalTime at = form.text(time).map(LocalTime::parse).orElse(otherwise);
            return form.date(day).atTime(at).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid(day, "Please give a time like 09:30.");
        }
    }

    private Segment segment() {
        return Segment.parse(form.text("segment").orElse("everybody"))
                .orElseThrow(() -> Problem.invalid("segment", "Please choose one of the options."));
    }

    private Opening audience(Opening plain) {
        return switch (form.text("whom").orElse("segment")) {
            case "segment" -> plain;
            case "people" ->
                plain.forPeople(surveys.named(
                        workspace,
                        form.text("people").orElseThrow(() -> Problem.invalid("people", "Name at least one person."))));
            case "sample" -> plain.forSample(sample());
            case "panel" -> plain.forPanel(sample());
            default -> throw Problem.invalid("whom", "Please choose one of the options.");
        };
    }

    private Sample sample() {
        int number = form.number("sample", 1, 10_000_000);
        try {
            return new Sample(
                    number,
                    form.text("of").orElse("people").equals("percent"),
                    form.text("byUnit").isPresent(),
                    form.text("seed").orElseGet(Sample::freshSeed));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sample", String.valueOf(e.getMessage()));
        }
    }

    private Fieldwork fieldwork(ZoneId zone) {
        boolean sample = form.text("whom").orElse("").equals("sample");
        boolean sparing = switch (form.text("lately").orElse("samples")) {
            case "samples" -> sample;
            case "spare" -> true;
            case "ask" -> false;
            default -> throw Problem.invalid("lately", "Please choose one of the options.");
        };
        return Fieldwork.plain(zone)
                .sparing(sparing)
                .inviting(form.text("invites").isPresent())
                .reminding(reminders())
                .with(new Fieldwork.Quota(answers("answers"), answers("answersOfUnit")))
                .from(
                        form.text("messenger").isEmpty()
                                ? Fieldwork.Messenger.ORGANISATION
                                : form.one("messenger", Fieldwork.Messenger.class))
                .piloting(form.text("pilot").isPresent());
    }

    private int answers(String field) {
        return form.text(field).isEmpty() ? 0 : form.number(field, 1, Fieldwork.MOST_ANSWERS);
    }

    private List<Integer> reminders() {
        return Stream.of("remind1", "remind2")
                .filter(field -> form.text(field).isPresent())
                .map(field -> form.number(field, 1, Fieldwork.LONGEST))
                .toList();
    }

    /** What was entered, to be shown again. */
    static Map<String, String> entered(Form form) {
        var entered = new LinkedHashMap<String, String>();
        form.names().forEach(name -> form.text(name).ifPresent(value -> entered.put(name, value)));
        return entered;
    }

    /** What would have to be entered for this wave. @param named ids of its people, if they are named */
    static Map<String, String> entered(Wave wave, List<String> named) {
        var entered = new LinkedHashMap<String, String>();
        ZoneId zone = wave.fieldwork().zone();
        entered.put("plugin", wave.instrument().plugin());
        entered.put("title", wave.title());
        entered.put("segment", wave.segment().key());
        entered.put("zone", zone.getId());
        entered.put("privacy", wave.privacy().mode().word());
        put(entered, "opens", "opensAt", wave.opened(), zone);
        put(entered, "closes", "closesAt", wave.closes(), zone);
        entered.put("lately", wave.fieldwork().sparing() ? "spare" : "ask");
        if (wave.fieldwork().invites()) {
            entered.put("invites", "yes");
        }
        List<Integer> reminders = wave.fieldwork().reminders();
        for (int i = 0; i < reminders.size(); i++) {
            entered.put("remind" + (i + 1), reminders.get(i).toString());
        }
        put(entered, "answers", wave.fieldwork().quota().answers());
        put(entered, "answersOfUnit", wave.fieldwork().quota().ofUnit());
        entered.put("messenger", wave.fieldwork().messenger().name());
        if (wave.fieldwork().pilot()) {
            entered.put("pilot", "yes");
        }
        switch (wave.audience()) {
            case Audience.Whole _ -> entered.put("whom", "segment");
            case Audience.Named _ -> {
                entered.put("whom", "people");
                entered.put("people", String.join("\n", named));
            }
            case Audience.Drawn drawn -> {
                entered.put("whom", "sample");
                put(entered, drawn.sample());
            }
            case Audience.Panel panel -> {
                entered.put("whom", "panel");
                put(entered, panel.sample());
            }
        }
        return entered;
    }

    private static void put(Map<String, String> entered, String field, int number) {
        if (number > 0) {
            entered.put(field, String.valueOf(number));
        }
    }

    private static void put(Map<String, String> entered, Sample sample) {
        entered.put("sample", String.valueOf(sample.number()));
        entered.put("of", sample.percent() ? "percent" : "people");
        entered.put("seed", sample.seed());
        if (sample.byUnit()) {
            entered.put("byUnit", "yes");
        }
    }

    /** What would have to be entered for the same survey, opened now and for real. @param named as above */
    static Map<String, String> enteredAgain(Wave wave, List<String> named) {
        Map<String, String> entered = entered(wave, named);
        List.of("opens", "opensAt", "closes", "closesAt", "seed", "pilot").forEach(entered::remove);
        return entered;
    }

    private static void put(Map<String, String> entered, String day, String time, Instant moment, ZoneId zone) {
        entered.put(day, LocalDate.ofInstant(moment, zone).toString());
        entered.put(
                time,
                LocalTime.ofInstant(moment, zone)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
    }
}
