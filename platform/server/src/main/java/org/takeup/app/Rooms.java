package org.takeup.app;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.audit.AuditRoutes;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Ledger;
import org.takeup.benchmark.Benchmark;
import org.takeup.business.MessageDrafts;
import org.takeup.calendar.CalendarRoutes;
import org.takeup.delivery.DeliveryRoutes;
import org.takeup.delivery.MailingRoutes;
import org.takeup.delivery.Outbox;
import org.takeup.disclosure.ShownGroups;
import org.takeup.event.Events;
import org.takeup.http.Room;
import org.takeup.insight.Board;
import org.takeup.insight.BoardRoutes;
import org.takeup.insight.FirstSteps;
import org.takeup.insight.HomeRoutes;
import org.takeup.insight.Loop;
import org.takeup.insight.ManagerDigest;
import org.takeup.insight.MyWeek;
import org.takeup.insight.MyWeekRoutes;
import org.takeup.learning.Imports;
import org.takeup.learning.LearningRoutes;
import org.takeup.learning.TakeUps;
import org.takeup.lifecycle.DataRoutes;
import org.takeup.lifecycle.Erasures;
import org.takeup.measure.Library;
import org.takeup.obstacle.ObstacleRoutes;
import org.takeup.obstacle.Obstacles;
import org.takeup.obstacle.TellRoutes;
import org.takeup.people.People;
import org.takeup.people.PeopleRoutes;
import org.takeup.people.SourceRoutes;
import org.takeup.people.scim.ScimRoutes;
import org.takeup.people.upload.UploadRoutes;
import org.takeup.people.upload.Uploads;
import org.takeup.plan.HandOvers;
import org.takeup.plan.PlanFeeds;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholders;
import org.takeup.plugin.PluginRoutes;
import org.takeup.plugin.PluginRuntime;
import org.takeup.plugin.egress.CallRoutes;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.settings.Connections;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.plugin.settings.SettingsRoutes;
import org.takeup.quota.Allowances;
import org.takeup.quota.UsageRoutes;
import org.takeup.reach.Reaches;
import org.takeup.store.Signals;
import org.takeup.store.Store;
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

/**
 * The capabilities that a workspace has, each constructed once: those of one subject in a class of their own, the others
 * here. What belongs to no tenant is in {@link Console}. The order is the order of the arrows: nothing needs what comes later.
 */
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
        var ground = new Ground(
                configuration, vertx, store, tenants, jobs, signals, runtime, trail, clock, events, people, outbox);
        var takeUps = new TakeUps();
        var asking = new SurveyRooms(ground, takeUps, benchmarkLedger);
        this.benchmark = asking.benchmark();
        Surveys surveys = asking.surveys();
        var uploads = new Uploads(people, jobs);
        var stakeholders = new Stakeholders();
        var telling = new TellingRooms(ground, stakeholders);
        var shown = new ShownGroups();
        var planning =
                new PlanRooms(ground, surveys, takeUps, stakeholders, telling, logos, shown, egress, webhookEgress);
        this.reaches = planning.reaches();
        Plans plans = planning.plans();
        HandOvers handOvers = planning.handOvers();
        var feeds = new org.takeup.calendar.Feeds(people);
        PlanFeeds.register(feeds);
        var settings = new PluginSettings(runtime.plugins());
        var connections = new Connections(runtime.plugins(), settings, egress);
        var imports = new Imports(runtime.plugins(), connections, people, jobs, events);
        var board = new Board(takeUps, surveys, plans);
        var obstacles = new Obstacles(Library.standard());
        var business = new BusinessRooms(people, surveys, takeUps, shown, new MessageDrafts(plans, stakeholders));
        var webhooks = new Webhooks(events, jobs, webhookEgress, people, outbox);
        var erasures = new Erasures(
                jobs,
                people,
                surveys,
                trail,
                life.endSessions().andThen(asking.focusGroups()::takeAllBack).andThen(telling.questions()::forget),
                Schema.collections());
        var weeks = new MyWeek(handOvers, people, takeUps, surveys);
        new ManagerDigest(weeks, handOvers, people, outbox, jobs, events, ground.publicUrl());
        Stream<Room> others = Stream.of(
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
                new TellRoutes(obstacles).room(),
                new ObstacleRoutes(obstacles).room(),
                new PeopleRoutes(people).room(),
                new SourceRoutes(people, jobs).room(),
                new UploadRoutes(uploads, allowances::refuseBeyondStorage).room(),
                new ScimRoutes(people).room(),
                new DeliveryRoutes(outbox).room(),
                new MailingRoutes(outbox).room(),
                new CalendarRoutes(feeds).room(),
                new AuditRoutes(trail, people::names, events).room(),
                new WebhookRoutes(webhooks).room(),
                new UsageRoutes(allowances).room(),
                new DataRoutes(life.exports(), erasures, life.departures()).room(),
                new PluginRoutes(runtime.plugins(), runtime.packages(), runtime.details(), settings).room(),
                new SettingsRoutes(settings, connections).room(),
                new CallRoutes(runtime.plugins()).room(),
                new SettingsApi(new WorkspaceSettings(tenants)).room(),
                new SettingsPage(new WorkspaceSettings(tenants), people::names, logos).room(),
                new LogoRoutes(logos).room());
        this.rooms = Stream.of(asking.all(), telling.all(plans), planning.all(), business.all(), others)
                .flatMap(Function.identity())
                .toList();
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
