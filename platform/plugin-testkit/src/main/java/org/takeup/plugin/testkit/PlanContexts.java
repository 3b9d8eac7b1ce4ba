package org.takeup.plugin.testkit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.plan.PlanDraft.Step;
import org.takeup.plugin.api.plan.Speakers;
import org.takeup.plugin.api.plan.Voices;
import org.takeup.plugin.api.plan.WorkCalendar;
import org.takeup.plugin.api.survey.Signal;

/** Contexts and wizard answers as a platform could hand them over, made by chance. Equal seeds give equal ones. */
public final class PlanContexts {
    private static final List<String> SIGNALS = List.of(
            "weak:defining-need",
            "weak:learner-context",
            "weak:work-context",
            "weak:capability",
            "weak:engagement",
            "weak:demonstrating-value",
            "something:nobody-knows");
    private static final List<String> NAMES = List.of(
            "Board", "Team leads", "Everyone", "Fahrdienst Süd", "Atelier n° 3", "Sales \"East\" & co", "七", "x");
    private static final int MOST_AUDIENCES = 60;
    private static final int MOST_FREE_DAYS = 12;
    private static final List<Integer> WEEK = List.of(1, 2, 3, 4, 5, 6, 7);

    private PlanContexts() {}

    /**
     * From no audience at all to 60, on any day of several years, with any weights and signals; of some it is known who could
     * speak to them, and some weeks have free days.
     */
    public static PlanContext random(Random random) {
        int audiences = random.nextInt(3) == 0 ? random.nextInt(MOST_AUDIENCES + 1) : random.nextInt(8);
        return of(audiences, random);
    }

    /** The same with so many audiences. */
    public static PlanContext of(int audiences, Random random) {
        List<Audience> all = new ArrayList<>();
        for (int i = 0; i < audiences; i++) {
            all.add(audience("a" + i, random));
        }
        LocalDate today = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1500));
        return new PlanContext(
                random.nextInt(10) == 0 ? "" : "Meetings that end on time",
                today,
                all,
                weights(random),
                signals(random),
                voices(all, random),
                calendar(today, random));
    }

    private static Map<String, Voices> voices(List<Audience> audiences, Random random) {
        Map<String, Voices> voices = new HashMap<>();
        boolean known = random.nextInt(4) > 0;
        for (Audience audience : audiences) {
            if (known && random.nextInt(8) > 0) {
                voices.put(
                        audience.id(),
                        new Voices(random.nextBoolean() ? Map.of() : weights(random), speakers(audience, random)));
            }
        }
        return voices;
    }

    private static Map<Messenger, Speakers> speakers(Audience audience, Random random) {
        Map<Messenger, Speakers> speakers = new EnumMap<>(Messenger.class);
        for (Messenger messenger : Messenger.values()) {
            if (random.nextInt(3) > 0) {
                String group = random.nextBoolean() ? messenger.name() : messenger.name() + "/" + audience.id();
                speakers.put(
                        messenger,
                        new Speakers(
                                1 + random.nextInt(40),
                                random.nextInt(audience.size() + 1),
                                // The same for all of one group.
                                1 + Math.floorMod(group.hashCode(), 4),
                                group));
            }
        }
        // A platform always has a learning team, and counts no asks to it.
        speakers.put(Messenger.LEARNING_TEAM, new Speakers(1, audience.size(), 10_000, "learning-team"));
        return speakers;
    }

    private static WorkCalendar calendar(LocalDate today, Random random) {
        Set<Integer> weekdays = new TreeSet<>(List.of(1, 2, 3, 4, 5));
        if (random.nextInt(4) == 0) {
            weekdays.clear();
            weekdays.add(any(random, WEEK));
            weekdays.add(any(random, WEEK));
        }
        Set<LocalDate> free = new TreeSet<>();
        for (int i = random.nextInt(MOST_FREE_DAYS); i > 0; i--) {
            free.add(today.plusDays(random.nextInt(120)));
        }
        return new WorkCalendar(weekdays, free);
    }

    /** Three audiences of this name, in an organisation whose objective is worded the same. */
    static PlanContext named(String name, Random random) {
        List<Audience> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Audience one = audience("a" + i, random);
            all.add(new Audience(one.id(), name, one.size(), one.power(), one.interest(), one.attitude(), one.kind()));
        }
        return new PlanContext(name, LocalDate.of(2026, 11, 24), all, weights(random), signals(random));
    }

    /** A step as people may have edited it. */
    static Step step(String text, String audience, LocalDate on) {
        return new Step(
                text,
                audience,
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.PEER,
                PlanDraft.Channel.EMAIL,
                on,
                text,
                text,
                text,
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, Integer.MAX_VALUE));
    }

    /** Answers that a platform would accept for these fields. */
    public static Map<String, Answer> answers(List<FormField> fields, LocalDate today, Random random) {
        Map<String, Answer> answers = new HashMap<>();
        for (FormField field : fields) {
            if (field.required() || random.nextBoolean()) {
                answers.put(field.id(), answer(field, today, random));
            }
        }
        return answers;
    }

    private static Answer answer(FormField field, LocalDate today, Random random) {
        return switch (field.kind()) {
            case TEXT -> new Answer.Text(any(random, List.of("Better meetings", "Besser führen", "x")));
            case LONG_TEXT -> new Answer.Text("run meetings that end on time. ".repeat(1 + random.nextInt(20)));
            case NUMBER -> new Answer.Text(Integer.toString(1 + random.nextInt(60)));
            case DATE -> new Answer.Text(today.plusDays(random.nextInt(200)).toString());
            case CHOICE ->
                new Answer.Chosen(List.of(field.choices()
                        .get(random.nextInt(field.choices().size()))
                        .id()));
        };
    }

    private static Audience audience(String id, Random random) {
        return new Audience(
                id,
                any(random, NAMES),
                1 + random.nextInt(5000),
                1 + random.nextInt(5),
                1 + random.nextInt(5),
                any(random, List.of(Audience.Attitude.values())),
                any(random, List.of(Audience.Kind.values())));
    }

    private static Map<Messenger, MessengerWeight> weights(Random random) {
        Map<Messenger, MessengerWeight> weights = new EnumMap<>(Messenger.class);
        double left = 1;
        for (Messenger messenger : Messenger.values()) {
            if (random.nextInt(3) > 0) {
                double share = left * random.nextDouble();
                left -= share;
                weights.put(
                        messenger,
                        new MessengerWeight(
                                share,
                                Math.max(0, share - 0.1),
                                Math.min(1, share + 0.1),
                                "default of the platform",
                                random.nextInt(3) * 25));
            }
        }
        return weights;
    }

    private static List<Signal> signals(Random random) {
        return SIGNALS.stream()
                .filter(id -> random.nextInt(3) == 0)
                .map(id -> new Signal(id, id.substring(id.indexOf(':') + 1), LocalizedText.english("This is weak.")))
                .toList();
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
