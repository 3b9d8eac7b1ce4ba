package org.takeup.plugin;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.tenant.Workspace;

/** A taste of a plugin before it is enabled: what it would ask, as it says itself. Thread-safe. */
public final class Samples {
    private static final int MOST_LINES = 5;

    private final Plugins plugins;

    Samples(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * A part of the sample.
     *
     * @param name what the plugin calls itself in this part
     * @param purpose what it is for, in its own words
     * @param heading what the lines are
     * @param lines the first few
     */
    public record Sample(String name, String purpose, String heading, List<String> lines) {
        public Sample {
            lines = List.copyOf(lines);
        }
    }

    /** One sample for each kind that the plugin is of. A plugin that does not answer has none. */
    List<Sample> of(Workspace workspace, Installed plugin, Locale language) {
        var samples = new ArrayList<Sample>();
        for (Kind kind : plugin.kinds()) {
            switch (kind) {
                case SURVEY -> look(samples, workspace, plugin, SurveyInstrument.class, each -> survey(each, language));
                case PLAN ->
                    look(samples, workspace, plugin, PlanBuilder.class, each -> plan(each, workspace, language));
                case LMS -> look(samples, workspace, plugin, LmsConnector.class, each -> connector(each, language));
            }
        }
        return List.copyOf(samples);
    }

    private <E extends ExtensionPoint> void look(
            List<Sample> samples, Workspace workspace, Installed plugin, Class<E> kind, Function<E, Sample> look) {
        try {
            samples.add(plugins.peek(workspace, kind, plugin.plugin(), look::apply));
        } catch (PluginFailed | PluginMissing e) {
            // The log on the same page says why.
        }
    }

    private static Sample survey(SurveyInstrument instrument, Locale language) {
        var profile = instrument.profile();
        Questionnaire asked = instrument.questionnaire();
        long items = asked.items().count();
        return new Sample(
                profile.name().in(language),
                profile.purpose().in(language),
                "The first of " + items + " questions, about " + profile.minutes() + " minutes",
                asked.items()
                        .map(Samples::asked)
                        .distinct()
                        .limit(MOST_LINES)
                        .map(text -> text.in(language))
                        .toList());
    }

    /** What is asked about, if several questions are about the same. */
    private static LocalizedText asked(Item item) {
        return item instanceof Item.Rating rating ? rating.about().orElse(item.text()) : item.text();
    }

    private static Sample plan(PlanBuilder builder, Workspace workspace, Locale language) {
        var profile = builder.profile();
        var nothing = new PlanContext(
                "Take up",
                LocalDate.ofInstant(workspace.clock().instant(), java.time.ZoneOffset.UTC),
                List.of(),
                Map.of(),
                List.of());
        return new Sample(
                profile.name().in(language),
                profile.method().in(language),
                "What it asks before it drafts a plan",
                builder.wizard(nothing).stream()
                        .limit(MOST_LINES)
                        .map(field -> field.label().in(language))
                        .toList());
    }

    private static Sample connector(LmsConnector connector, Locale language) {
        var profile = connector.profile();
        return new Sample(
                profile.name().in(language),
                profile.description().in(language),
                profile.uploadTypes().isEmpty() ? "It reads over the network" : "What it reads",
                profile.uploadTypes());
    }
}
