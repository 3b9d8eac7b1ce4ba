package org.takeup.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.plan.voice.Support;
import org.takeup.plan.voice.UnitScores;
import org.takeup.plan.voice.Voices;
import org.takeup.plugin.Offered;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.PluginMissing;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.survey.Signal;
import org.takeup.questionnaire.Use;
import org.takeup.tenant.Workspace;

/** The plan builders of a workspace, and what they are told: stakeholders without addresses, weights, released signals. */
final class Builders {
    private final Plugins plugins;
    private final Stakeholders stakeholders;
    private final People people;
    private final Voices voices;
    private final PlanCalendar calendar;
    private final Function<Workspace, List<Signal>> signals;

    Builders(
            Plugins plugins,
            Stakeholders stakeholders,
            People people,
            Voices voices,
            PlanCalendar calendar,
            Function<Workspace, List<Signal>> signals) {
        this.calendar = calendar;
        this.plugins = plugins;
        this.stakeholders = stakeholders;
        this.people = people;
        this.voices = voices;
        this.signals = signals;
    }

    /** Who can draft a plan here. One that does not answer is left out. */
    List<BuilderProfile> offered(Workspace workspace) {
        var profiles = new ArrayList<BuilderProfile>();
        for (Offered<PlanBuilder> each : plugins.offered(workspace, PlanBuilder.class)) {
            try {
                BuilderProfile said = each.call(PlanBuilder::profile);
                // The platform knows it by the plugin's id, whatever it calls itself.
                profiles.add(new BuilderProfile(each.plugin(), said.name(), said.method()));
            } catch (PluginFailed | PluginMissing e) {
                continue;
            }
        }
        return profiles;
    }

    /** The questions of a builder. */
    List<FormField> wizard(Workspace workspace, String builder, String objective) {
        PlanContext context = context(workspace, objective);
        return builder(workspace, builder).call(plugin -> plugin.wizard(context));
    }

    PlanDraft propose(Workspace workspace, String builder, String objective, Map<String, Answer> answers) {
        PlanContext context = context(workspace, objective);
        Map<String, Answer> given = Map.copyOf(answers);
        return builder(workspace, builder).call(plugin -> plugin.propose(context, given));
    }

    /** What the builder says about a plan, also after people have edited it. */
    List<Finding> lint(Workspace workspace, Plan plan) {
        PlanContext context = context(workspace, plan.objective());
        PlanDraft draft = plan.draft();
        try {
            return builder(workspace, plan.builder()).call(plugin -> plugin.lint(context, draft));
        } catch (PluginFailed | PluginMissing e) {
            return List.of(new Finding(
                    Finding.Severity.WARNING, "", LocalizedText.english("This plan was not checked: " + e.title())));
        }
    }

    private Offered<PlanBuilder> builder(Workspace workspace, String builder) {
        return plugins.require(workspace, PlanBuilder.class, builder);
    }

    private PlanContext context(Workspace workspace, String objective) {
        List<Stakeholder> map = stakeholders.all(workspace);
        Voices.Book book = voices.of(workspace);
        var speaking = new Speaking(workspace, people, map);
        var each = new HashMap<String, org.takeup.plugin.api.plan.Voices>();
        for (Stakeholder audience : map) {
            each.put(
                    audience.id(),
                    new org.takeup.plugin.api.plan.Voices(weights(book, audience), speaking.to(audience)));
        }
        return new PlanContext(
                objective,
                workspace.today(),
                map.stream().map(Stakeholder::audience).toList(),
                book.weights(),
                signals.apply(workspace),
                each,
                calendar.ahead(workspace));
    }

    /** What the support from line managers makes of the choice of messengers for these audiences, in sentences. */
    List<String> supports(Workspace workspace, List<Stakeholder> audiences) {
        Voices.Book book = voices.of(workspace);
        return audiences.stream()
                .map(Stakeholder::reach)
                .flatMap(reach -> reach instanceof Reach.People group ? Stream.of(group.segment()) : Stream.empty())
                .distinct()
                .flatMap(segment -> book.supportIn(segment).stream())
                .map(Support::sentence)
                .toList();
    }

    /** What the included questionnaire on hearts and minds says of each part of the organisation. */
    UnitScores.Book heartsAndMinds(Workspace workspace) {
        return voices.scores().of(workspace, Use.HEARTS_MINDS);
    }

    private static Map<Messenger, MessengerWeight> weights(Voices.Book book, Stakeholder audience) {
        return audience.reach() instanceof Reach.People group ? book.weightsOf(group.segment()) : book.weights();
    }

    /** What was answered, as the API has it. @throws Problem 422 naming every field that does not fit */
    static Map<String, Answer> answers(List<FormField> fields, Map<String, String> given) {
        var answers = new HashMap<String, Answer>();
        var wrong = new ArrayList<Problem.Field>();
        for (FormField field : fields) {
            String name = "answers." + field.id();
            String text = Plain.repeatable(
                    Plain.text(given.get(field.id()), name, 2_000, field.required(), wrong), name, wrong);
            if (!text.isEmpty()) {
                answers.put(field.id(), answer(field, text, name, wrong));
            }
        }
        given.keySet().stream()
                .filter(id -> fields.stream().noneMatch(field -> field.id().equals(id)))
                .forEach(id -> wrong.add(new Problem.Field("answers." + id, "The builder does not ask this.")));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return answers;
    }

    private static Answer answer(FormField field, String text, String name, List<Problem.Field> wrong) {
        String complaint = switch (field.kind()) {
            case TEXT, LONG_TEXT -> "";
            case NUMBER -> text.matches("-?\\d{1,9}") ? "" : "Please give a whole number.";
            case DATE -> text.matches("\\d{4}-\\d{2}-\\d{2}") ? "" : "Please give a date like 2026-11-24.";
            case CHOICE ->
                field.choices().stream().anyMatch(choice -> choice.id().equals(text))
                        ? ""
                        : "Please choose one of the options.";
        };
        if (!complaint.isEmpty()) {
            wrong.add(new Problem.Field(name, complaint));
        }
        return field.kind() == FormField.Kind.CHOICE ? new Answer.Chosen(List.of(text)) : new Answer.Text(text);
    }
}
