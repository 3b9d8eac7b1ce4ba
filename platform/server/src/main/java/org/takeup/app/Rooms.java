package org.takeup.app;

import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.takeup.audit.AuditRoutes;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Ledger;
import org.takeup.benchmark.Benchmark;
import org.takeup.benchmark.BenchmarkRoutes;
import org.takeup.business.Business;
import org.takeup.business.BusinessApi;
import org.takeup.business.BusinessRoutes;
import org.takeup.business.Cases;
import org.takeup.business.LaunchRoutes;
import org.takeup.business.Launches;
import org.takeup.business.MessageDrafts;
import org.takeup.business.pilot.PilotMessages;
import org.takeup.business.pilot.PilotResults;
import org.takeup.business.pilot.PilotRoutes;
import org.takeup.business.pilot.PilotStarts;
import org.takeup.business.pilot.Pilots;
import org.takeup.calendar.CalendarRoutes;
import org.takeup.chat.ChatRoutes;
import org.takeup.chat.Chats;
import org.takeup.delivery.DeliveryRoutes;
import org.takeup.delivery.MailingRoutes;
import org.takeup.delivery.Outbox;
import org.takeup.disclosure.ShownGroups;
import org.takeup.effect.EffectRoutes;
import org.takeup.effect.Effects;
import org.takeup.event.Events;
import org.takeup.focus.FocusGroups;
import org.takeup.focus.GroupRoutes;
import org.takeup.focus.GuestRoutes;
import org.takeup.focus.GuideRoutes;
import org.takeup.focus.SessionRoutes;
import org.takeup.focus.ThemeRoutes;
import org.takeup.http.Room;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxRoutes;
import org.takeup.insight.Board;
import org.takeup.insight.BoardRoutes;
import org.takeup.insight.FirstSteps;
import org.takeup.insight.HomeRoutes;
import org.takeup.insight.Loop;
import org.takeup.insight.ManagerDigest;
import org.takeup.insight.MyWeek;
import org.takeup.insight.MyWeekRoutes;
import org.takeup.learning.Completions;
import org.takeup.learning.Imports;
import org.takeup.learning.LearningRoutes;
import org.takeup.learning.TakeUps;
import org.takeup.lifecycle.DataRoutes;
import org.takeup.lifecycle.Erasures;
import org.takeup.measure.Library;
import org.takeup.measure.MeasureApi;
import org.takeup.measure.MeasureRoutes;
import org.takeup.measure.Measures;
import org.takeup.message.MessageApi;
import org.takeup.message.MessageRoutes;
import org.takeup.message.Messages;
import org.takeup.message.PreviewRoutes;
import org.takeup.message.Terms;
import org.takeup.message.VocabularyRoutes;
import org.takeup.obstacle.ObstacleRoutes;
import org.takeup.obstacle.Obstacles;
import org.takeup.obstacle.TellRoutes;
import org.takeup.people.People;
import org.takeup.people.PeopleRoutes;
import org.takeup.people.SourceRoutes;
import org.takeup.people.scim.ScimRoutes;
import org.takeup.people.upload.UploadRoutes;
import org.takeup.people.upload.Uploads;
import org.takeup.plan.HandOverRoutes;
import org.takeup.plan.HandOvers;
import org.takeup.plan.PlanFeeds;
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
import org.takeup.plugin.PluginRoutes;
import org.takeup.plugin.PluginRuntime;
import org.takeup.plugin.egress.CallRoutes;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.settings.Connections;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.plugin.settings.SettingsRoutes;
import org.takeup.preference.PersonalWishes;
import org.takeup.preference.Preferences;
import org.takeup.preference.ToldRoutes;
import org.takeup.preference.UnsubscribeRoutes;
import org.takeup.preference.Wanted;
import org.takeup.preference.WantedRoutes;
import org.takeup.question.AskRoutes;
import org.takeup.question.FaqRoutes;
import org.takeup.question.Questions;
import org.takeup.question.TriageApi;
import org.takeup.question.TriageRoutes;
import org.takeup.questionnaire.EditorPages;
import org.takeup.questionnaire.QuestionnaireApi;
import org.takeup.questionnaire.QuestionnairePages;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.questionnaire.SettingsPages;
import org.takeup.quota.Allowances;
import org.takeup.quota.UsageRoutes;
import org.takeup.reach.ClickRoutes;
import org.takeup.reach.ReachRoutes;
import org.takeup.reach.Reaches;
import org.takeup.report.ReportRoutes;
import org.takeup.skill.MySkillRoutes;
import org.takeup.skill.SkillRoutes;
import org.takeup.skill.Skills;
import org.takeup.store.Signals;
import org.takeup.store.Store;
import org.takeup.survey.AnswerPages;
import org.takeup.survey.CourseRoutes;
import org.takeup.survey.FreeTextRoutes;
import org.takeup.survey.InstrumentPages;
import org.takeup.survey.InterimRoutes;
import org.takeup.survey.JoinPages;
import org.takeup.survey.LinkRoutes;
import org.takeup.survey.MaturityRoutes;
import org.takeup.survey.NamedAnswers;
import org.takeup.survey.OpeningPages;
import org.takeup.survey.OwnPages;
import org.takeup.survey.PanelRoutes;
import org.takeup.survey.SurveyApi;
import org.takeup.survey.SurveyPages;
import org.takeup.survey.Surveys;
import org.takeup.tenant.Quota;
import org.takeup.tenant.Quotas;
import org.takeup.tenant.Scales;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.TenantSecrets;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.webhook.WebhookRoutes;
import org.takeup.webhook.Webhooks;
import org.takeup.workspace.LogoRoutes;
import org.takeup.workspace.Logos;
import org.takeup.workspace.SettingsApi;
import org.takeup.workspace.SettingsPage;

/** The capabilities that a workspace has, each constructed once. What belongs to no tenant is in {@link Console}. The order is the order of the arrows: nothing needs what comes later. */
final class Rooms {
    private final People people;
    private final Allowances allowances;
    private final Logos logos;
    private final Outbox outbox;
    private final Reaches reaches;
    private final Benchmark benchmark;
    private final List<Room> rooms;

    Rooms(
            Configuration configuration,
            Vertx vertx,
            Store store,
            Tenants tenants,
            Life life,
            TenantJobs jobs,
            Signals signals,
            PluginRuntime runtime,
            Egress egress,
            Egress webhookEgress,
            Quotas quotas,
            Usage usage,
            Scales scales,
            AuditTrail trail,
            Ledger benchmarkLedger,
            Clock clock,
            TenantSecrets secrets) {
        var events = new Events();
        this.people = new People(
                events, workspace -> quotas.of(workspace.tenant().id()).quota().of(Quota.Kind.PEOPLE));
        this.allowances = new Allowances(quotas, usage, scales, people, jobs, events);
        this.logos = new Logos(allowances::refuseBeyondStorage);
        this.outbox = new Outbox(vertx, PartSettings.mailing(configuration), jobs, people, quotas, usage);
        outbox.keepKeysIn(secrets);
        var questionnaires = new Questionnaires();
        var takeUps = new TakeUps();
        var surveys = new Surveys(
                people,
                runtime.plugins(),
                questionnaires,
                outbox,
                jobs,
                signals,
                events,
                takeUps,
                configuration.http().publicUrl());
        this.benchmark = new Benchmark(
                surveys, () -> inUse(tenants), store::installation, trail, benchmarkLedger, new SecureRandom(), clock);
        benchmark.start(vertx);
        var uploads = new Uploads(people, jobs);
        var focusGroups = new FocusGroups(
                people, surveys, outbox, jobs, configuration.http().publicUrl());
        var stakeholders = new Stakeholders();
        var relations = new Relations(stakeholders);
        var inbox = new Inbox(signals);
        var preferences = new Preferences(
                people,
                (workspace, id) -> stakeholders.find(workspace, id).isPresent(),
                configuration.http().publicUrl());
        preferences.trimBy(jobs);
        outbox.honour(new PersonalWishes(preferences));
        outbox.unsubscribeAt(preferences);
        outbox.tellComplaints(preferences::unsubscribe);
        var told = new Told(inbox, preferences);
        outbox.tellWentOut(told::byMail);
        var questions =
                new Questions(people, outbox, jobs, told, configuration.http().publicUrl());
        var voices = new Voices(surveys);
        var chats = new Chats(webhookEgress, jobs, outbox::heldUntil);
        var handOvers = new HandOvers(
                people, stakeholders, outbox, jobs, configuration.http().publicUrl());
        var plans = new Plans(
                runtime.plugins(),
                stakeholders,
                people,
                outbox,
                jobs,
                events,
                configuration.http().publicUrl(),
                egress,
                voices,
                surveys.outcomes()::latestSignals,
                new Ways(chats, told::inApp, handOvers));
        preferences.cap().alsoPlanned(plans.calendar()::olderCap);
        plans.calendar().askForTheCap(preferences.cap()::most);
        plans.comments().whenMentioned(told::mentioned);
        var drafts = new MessageDrafts(plans, stakeholders);
        var terms = new Terms(stakeholders);
        var messages = new Messages(
                plans,
                stakeholders,
                people,
                terms,
                logos,
                new ChosenTongues(preferences),
                configuration.http().publicUrl());
        plans.whoKeepsTheWords(messages.wording());
        this.reaches = new Reaches(
                plans, people, preferences, outbox, jobs, configuration.http().publicUrl());
        var feeds = new org.takeup.calendar.Feeds(people);
        PlanFeeds.register(feeds);
        var settings = new PluginSettings(runtime.plugins());
        var connections = new Connections(runtime.plugins(), settings, egress);
        var imports = new Imports(runtime.plugins(), connections, people, jobs, events);
        var shown = new ShownGroups();
        var effects = new Effects(plans, people, reaches, takeUps, shown, jobs);
        effects.computeAfterImports(events);
        voices.heed(effects);
        var board = new Board(takeUps, surveys, plans);
        var measures = new Measures(Library.standard());
        var obstacles = new Obstacles(Library.standard());
        var business = new Business(measures, people);
        var cases = new Cases(business, measures, people);
        var launches = new Launches(surveys);
        var skills = new Skills(people, new Completions(people));
        var businessPages = new BusinessRoutes(business, cases, drafts, launches);
        var pilots = new Pilots(business, people, takeUps, shown);
        var pilotStarts = new PilotStarts(people, shown);
        var pilotResults = new PilotResults(people, takeUps, shown);
        var webhooks = new Webhooks(events, jobs, webhookEgress, people, outbox);
        var erasures = new Erasures(
                jobs,
                people,
                surveys,
                trail,
                life.endSessions().andThen(focusGroups::takeAllBack).andThen(questions::forget),
                Schema.collections());
        var weeks = new MyWeek(handOvers, people, takeUps, surveys);
        new ManagerDigest(
                weeks,
                handOvers,
                people,
                outbox,
                jobs,
                events,
                configuration.http().publicUrl());
        this.rooms = List.of(
                new HomeRoutes(
                                surveys,
                                handOvers,
                                new Loop(surveys, stakeholders, plans),
                                board,
                                new FirstSteps(people, takeUps, surveys, plans),
                                obstacles)
                        .room(),
                new LearningRoutes(imports, takeUps, allowances::refuseBeyondStorage).room(),
                new BoardRoutes(board).room(),
                new MyWeekRoutes(weeks, handOvers).room(),
                // Before the pages of one survey: new is no survey's id.
                new OpeningPages(surveys).room(),
                new PanelRoutes(surveys).room(),
                new BenchmarkRoutes(benchmark).room(),
                new SurveyPages(surveys).room(),
                new CourseRoutes(surveys).room(),
                new LinkRoutes(surveys).room(),
                new MaturityRoutes(surveys).room(),
                new SkillRoutes(skills).room(),
                new MySkillRoutes(skills).room(),
                new JoinPages(surveys).room(),
                new AnswerPages(surveys).room(),
                new InterimRoutes(surveys).room(),
                new SurveyApi(surveys).room(),
                new NamedAnswers(surveys).room(),
                new FreeTextRoutes(surveys).room(),
                new InstrumentPages(surveys).room(),
                new ReportRoutes(surveys, measures).room(),
                new MeasureRoutes(measures, surveys).room(),
                new MeasureApi(measures, surveys).room(),
                businessPages.room(),
                new BusinessApi(business, cases).room(),
                new LaunchRoutes(launches, businessPages).room(),
                new PilotRoutes(pilots, pilotStarts, pilotResults, new PilotMessages(pilotResults, drafts)).room(),
                new QuestionnairePages(questionnaires, runtime.plugins()).room(),
                new EditorPages(questionnaires).room(),
                new SettingsPages(questionnaires).room(),
                new QuestionnaireApi(questionnaires).room(),
                new OwnPages(surveys, questionnaires).room(),
                new GroupRoutes(focusGroups, surveys).room(),
                new GuideRoutes(surveys).room(),
                new SessionRoutes(focusGroups).room(),
                new ThemeRoutes(focusGroups, surveys).room(),
                new GuestRoutes(focusGroups).room(),
                new AskRoutes(questions).room(),
                new FaqRoutes(questions).room(),
                new TellRoutes(obstacles).room(),
                new ObstacleRoutes(obstacles).room(),
                new TriageRoutes(questions).room(),
                new TriageApi(questions).room(),
                new PeopleRoutes(people).room(),
                new SourceRoutes(people, jobs).room(),
                new UploadRoutes(uploads, allowances::refuseBeyondStorage).room(),
                new ScimRoutes(people).room(),
                new DeliveryRoutes(outbox).room(),
                new MailingRoutes(outbox).room(),
                new ToldRoutes(preferences).room(),
                new UnsubscribeRoutes(preferences).room(),
                new WantedRoutes(new Wanted(preferences.cap()), (workspace, ids) -> names(plans, workspace, ids))
                        .room(),
                new InboxRoutes(inbox).room(),
                new ChatRoutes(chats).room(),
                new CalendarRoutes(feeds).room(),
                new AuditRoutes(trail, people::names, events).room(),
                new WebhookRoutes(webhooks).room(),
                new UsageRoutes(allowances).room(),
                new DataRoutes(life.exports(), erasures, life.departures()).room(),
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
                new HandOverRoutes(handOvers).room(),
                new PluginRoutes(runtime.plugins(), runtime.packages(), runtime.details(), settings).room(),
                new SettingsRoutes(settings, connections).room(),
                new CallRoutes(runtime.plugins()).room(),
                new SettingsApi(new WorkspaceSettings(tenants)).room(),
                new SettingsPage(new WorkspaceSettings(tenants), people::names, logos).room(),
                new LogoRoutes(logos).room());
    }

    /** What plans are called; those that are gone are left out. */
    private static Map<String, String> names(Plans plans, Workspace workspace, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : plans.all(workspace).stream()
                        .filter(plan -> ids.contains(plan.id()))
                        .collect(Collectors.toMap(plan -> plan.id(), plan -> plan.title()));
    }

    /** The workspaces of all tenants that are active. */
    static List<Workspace> inUse(Tenants tenants) {
        return tenants.all().stream()
                .filter(tenant -> tenant.status() == Tenant.Status.ACTIVE)
                .flatMap(tenant -> tenants.byId(tenant.id()).stream())
                .toList();
    }

    Allowances allowances() {
        return allowances;
    }

    Outbox outbox() {
        return outbox;
    }

    Benchmark benchmark() {
        return benchmark;
    }

    Reaches reaches() {
        return reaches;
    }

    Logos logos() {
        return logos;
    }

    People people() {
        return people;
    }

    List<Room> all() {
        return rooms;
    }
}
