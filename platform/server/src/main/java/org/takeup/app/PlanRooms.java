package org.takeup.app;

import java.util.stream.Stream;
import org.takeup.chat.ChatRoutes;
import org.takeup.chat.Chats;
import org.takeup.delivery.Outbox;
import org.takeup.disclosure.ShownGroups;
import org.takeup.effect.EffectRoutes;
import org.takeup.effect.Effects;
import org.takeup.http.Room;
import org.takeup.learning.TakeUps;
import org.takeup.message.MessageApi;
import org.takeup.message.MessageRoutes;
import org.takeup.message.Messages;
import org.takeup.message.PreviewRoutes;
import org.takeup.message.Terms;
import org.takeup.message.VocabularyRoutes;
import org.takeup.people.People;
import org.takeup.plan.HandOverRoutes;
import org.takeup.plan.HandOvers;
import org.takeup.plan.PlanRoutes;
import org.takeup.plan.Plans;
import org.takeup.plan.RelationRoutes;
import org.takeup.plan.Relations;
import org.takeup.plan.StakeholderRoutes;
import org.takeup.plan.Stakeholders;
import org.takeup.plan.SuggestionRoutes;
import org.takeup.plan.Suggestions;
import org.takeup.plan.Ways;
import org.takeup.plan.voice.VoiceRoutes;
import org.takeup.plan.voice.Voices;
import org.takeup.plugin.egress.Egress;
import org.takeup.preference.Preferences;
import org.takeup.reach.ClickRoutes;
import org.takeup.reach.ReachRoutes;
import org.takeup.reach.Reaches;
import org.takeup.survey.Surveys;
import org.takeup.tenant.TenantJobs;
import org.takeup.workspace.Logos;

/** Planning who says what to whom, saying it, and seeing what it did. */
final class PlanRooms {
    private final Ground ground;
    private final Surveys surveys;
    private final TakeUps takeUps;
    private final Stakeholders stakeholders;
    private final Relations relations;
    private final Voices voices;
    private final Chats chats;
    private final HandOvers handOvers;
    private final Plans plans;
    private final Terms terms;
    private final Messages messages;
    private final Reaches reaches;
    private final Effects effects;

    PlanRooms(
            Ground ground,
            Surveys surveys,
            TakeUps takeUps,
            Stakeholders stakeholders,
            TellingRooms telling,
            Logos logos,
            ShownGroups shown,
            Egress egress,
            Egress webhookEgress) {
        this.ground = ground;
        this.surveys = surveys;
        this.takeUps = takeUps;
        this.stakeholders = stakeholders;
        this.relations = new Relations(stakeholders);
        this.voices = new Voices(surveys);
        People people = ground.people();
        Outbox outbox = ground.outbox();
        TenantJobs jobs = ground.jobs();
        this.chats = new Chats(webhookEgress, jobs, outbox::heldUntil);
        this.handOvers = new HandOvers(people, stakeholders, outbox, jobs, ground.publicUrl());
        Told told = telling.told();
        Preferences preferences = telling.preferences();
        this.plans = new Plans(
                ground.runtime().plugins(),
                stakeholders,
                people,
                outbox,
                jobs,
                ground.events(),
                ground.publicUrl(),
                egress,
                voices,
                surveys.outcomes()::latestSignals,
                new Ways(chats, told::inApp, handOvers));
        preferences.cap().alsoPlanned(plans.calendar()::olderCap);
        plans.calendar().askForTheCap(preferences.cap()::most);
        plans.comments().whenMentioned(told::mentioned);
        this.terms = new Terms(stakeholders);
        this.messages = new Messages(
                plans, stakeholders, people, terms, logos, new ChosenTongues(preferences), ground.publicUrl());
        plans.whoKeepsTheWords(messages.wording());
        this.reaches = new Reaches(plans, people, preferences, outbox, jobs, ground.publicUrl());
        this.effects = new Effects(plans, people, reaches, takeUps, shown, jobs);
        effects.computeAfterImports(ground.events());
        voices.heed(effects);
    }

    Plans plans() {
        return plans;
    }

    HandOvers handOvers() {
        return handOvers;
    }

    Reaches reaches() {
        return reaches;
    }

    Stream<Room> all() {
        People people = ground.people();
        return Stream.of(
                new ChatRoutes(chats).room(),
                new StakeholderRoutes(stakeholders, relations, people).room(),
                new RelationRoutes(relations).room(),
                new SuggestionRoutes(new Suggestions(stakeholders, people, surveys, takeUps)).room(),
                new VoiceRoutes(voices).room(),
                new EffectRoutes(effects).room(),
                new PlanRoutes(plans, stakeholders).room(),
                new ReachRoutes(reaches, plans).room(),
                new ClickRoutes(reaches).room(),
                new MessageRoutes(messages, terms, stakeholders, people).room(),
                new PreviewRoutes(messages).room(),
                new VocabularyRoutes(terms, stakeholders).room(),
                new MessageApi(messages, terms).room(),
                new HandOverRoutes(handOvers).room());
    }
}
