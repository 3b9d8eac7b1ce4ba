package org.takeup.app;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.takeup.audit.AuditStore;
import org.takeup.benchmark.Benchmark;
import org.takeup.business.Business;
import org.takeup.business.pilot.Pilots;
import org.takeup.calendar.Feeds;
import org.takeup.calendar.Invitations;
import org.takeup.chat.Chats;
import org.takeup.delivery.Outbox;
import org.takeup.disclosure.ShownGroups;
import org.takeup.effect.Effects;
import org.takeup.focus.FocusGroups;
import org.takeup.identity.ApiTokens;
import org.takeup.identity.Reception;
import org.takeup.identity.SessionRegister;
import org.takeup.identity.company.Connections;
import org.takeup.inbox.Inbox;
import org.takeup.learning.Imports;
import org.takeup.lifecycle.Erasures;
import org.takeup.lifecycle.Exports;
import org.takeup.measure.Measures;
import org.takeup.message.Messages;
import org.takeup.obstacle.Obstacles;
import org.takeup.onboarding.Onboardings;
import org.takeup.people.ErasedStore;
import org.takeup.people.PeopleStore;
import org.takeup.people.scim.ScimGroupStore;
import org.takeup.people.scim.ScimStore;
import org.takeup.people.upload.Uploads;
import org.takeup.plan.HandOvers;
import org.takeup.plan.Plans;
import org.takeup.plugin.PluginLog;
import org.takeup.plugin.PluginRuntime;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.settings.PluginSettings;
import org.takeup.preference.Preferences;
import org.takeup.question.Questions;
import org.takeup.questionnaire.Questionnaires;
import org.takeup.reach.Reaches;
import org.takeup.report.ReportLinks;
import org.takeup.skill.Skills;
import org.takeup.store.CollectionSpec;
import org.takeup.store.Jobs;
import org.takeup.store.Migrations.Migration;
import org.takeup.store.TenantCollection;
import org.takeup.store.TenantSchema;
import org.takeup.survey.Surveys;
import org.takeup.survey.WaveStore;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Usage;
import org.takeup.web.Idempotency;
import org.takeup.webhook.Webhooks;
import org.takeup.workspace.Logos;

/** All collections of tenants' documents, and all migrations in order. A migration that was released never changes. */
final class Schema {
    private static final String OPEN_ANONYMOUS =
            "Answers to anonymous surveys that are still open leave nowhere before they are counted, nor do their keys.";

    private Schema() {}

    static List<CollectionSpec> collections() {
        return Stream.of(
                        List.of(
                                PeopleStore.PEOPLE,
                                PeopleStore.IDENTITIES,
                                PeopleStore.RULES,
                                ErasedStore.ERASED,
                                ApiTokens.TOKENS,
                                SessionRegister.SESSIONS,
                                Idempotency.KEYS,
                                Plugins.CHOICES,
                                PluginLog.LINES),
                        List.of(ScimStore.USERS, ScimGroupStore.GROUPS, ScimGroupStore.MEMBERS),
                        Uploads.COLLECTIONS,
                        Connections.COLLECTIONS,
                        AuditStore.COLLECTIONS,
                        Egress.COLLECTIONS,
                        PluginSettings.COLLECTIONS,
                        Outbox.COLLECTIONS,
                        Chats.COLLECTIONS,
                        Feeds.COLLECTIONS,
                        Invitations.COLLECTIONS,
                        HandOvers.COLLECTIONS,
                        Surveys.COLLECTIONS,
                        Questionnaires.COLLECTIONS,
                        FocusGroups.COLLECTIONS,
                        Questions.COLLECTIONS,
                        Obstacles.COLLECTIONS,
                        Benchmark.COLLECTIONS,
                        List.of(ReportLinks.LINKS),
                        Plans.COLLECTIONS,
                        Effects.COLLECTIONS,
                        ShownGroups.COLLECTIONS,
                        Skills.COLLECTIONS,
                        Measures.COLLECTIONS,
                        Reaches.COLLECTIONS,
                        Business.COLLECTIONS,
                        Pilots.COLLECTIONS,
                        Messages.COLLECTIONS,
                        Imports.COLLECTIONS,
                        Exports.COLLECTIONS,
                        Erasures.COLLECTIONS,
                        Logos.COLLECTIONS,
                        Webhooks.COLLECTIONS,
                        Preferences.COLLECTIONS,
                        Inbox.COLLECTIONS)
                .flatMap(List::stream)
                .toList();
    }

    /** What is in no archive of a workspace, with the reason, which the archive gives as well. */
    static Map<String, String> leftOut() {
        return Map.ofEntries(
                Map.entry(SessionRegister.SESSIONS.name(), "Sessions end with the installation; people sign in again."),
                Map.entry(ApiTokens.TOKENS.name(), "Tokens are secrets of one installation; make new ones."),
                Map.entry(Idempotency.KEYS.name(), "Answers to requests of the last day, for callers who repeat them."),
                Map.entry(
                        "stakeholder_positions",
                        "Where stakeholders stand is for the planners of this workspace, and leaves it only by hand."),
                Map.entry("delivery_leases", "Which node sends mails at this moment."),
                Map.entry("people_upload_turns", "Which file of people is taken over at this moment."),
                Map.entry("learning_import_turns", "Which import runs at this moment."),
                Map.entry("benchmark_opt_ins", "Taking part in a benchmark is decided on each installation."),
                Map.entry("benchmark_shares", "Taking part in a benchmark is decided on each installation."),
                Map.entry("benchmark_counted", "Releases of a benchmark are those of one installation."),
                Map.entry("plan_readers", "Who sees plans is noted when they open one."),
                Map.entry(
                        "plan_feeds", "Addresses of calendars are secrets; give them anew on the other installation."),
                Map.entry(
                        "chat_hooks", "Webhooks of chats are secrets that one installation was given; add them again."),
                Map.entry("chat_posts", "What was said in chats; nothing is said twice."),
                Map.entry("calendar_feeds", "Addresses of calendars lead to one installation; make new ones."),
                Map.entry("calendar_memory", "What calendars have read at those addresses."),
                Map.entry("report_links", "Links to reports lead to one installation; make new ones."),
                Map.entry("told_keys", "Links that need no sign-in lead to one installation; new mails have new ones."),
                Map.entry("step_effect_runs", "Which comparisons of steps run at this moment."),
                Map.entry("exports", "Archives themselves."),
                Map.entry("export_pieces", "Archives themselves."),
                Map.entry(
                        "company_sign_in", "How the company signs in is set up on each installation, and tried there."),
                Map.entry("survey_admissions", OPEN_ANONYMOUS),
                Map.entry("survey_slots", OPEN_ANONYMOUS),
                Map.entry("survey_wave_keys", OPEN_ANONYMOUS),
                Map.entry("survey_shown_counts", OPEN_ANONYMOUS),
                Map.entry("company_domains", "Mail domains are proven on each installation."),
                Map.entry("local_admins", "Accounts of local admins are those of one installation."),
                Map.entry("webhook_deliveries", "What webhooks told of the last weeks; nothing is told twice."));
    }

    /** Brings what an older Takeup has stored of a tenant to what this one keeps. Safe to repeat. */
    static void ofOlder(Function<CollectionSpec, TenantCollection> tenant) {
        Surveys.sayUses(tenant);
        Surveys.holdByWave(tenant);
        Surveys.sayAsks(tenant);
    }

    static List<Migration> migrations(TenantSchema schema) {
        return List.of(
                new Migration(1, "indexes of control data and of pooled tenants", store -> {
                    Tenants.createIndexes(store);
                    Reception.createIndexes(store);
                    Jobs.createIndexes(store);
                    PluginRuntime.createIndexes(store);
                    Usage.createIndexes(store);
                    AuditStore.OPERATORS.forEach(store::createInstallationIndexes);
                    AuditStore.BENCHMARK.forEach(store::createInstallationIndexes);
                    Benchmark.INSTALLATION.forEach(store::createInstallationIndexes);
                    schema.preparePool();
                }),
                new Migration(2, "index of tenants that have left", Tenants::createIndexesOfDeparted),
                new Migration(3, "indexes of onboardings", Onboardings::createIndexes),
                new Migration(4, "indexes of mails and mailings have what their pages are cut by as well", store -> {
                    List<String> dedicated = Tenants.dedicated(store);
                    schema.retireIndex(Outbox.MAILS, dedicated, "state", "due");
                    schema.retireIndex(Outbox.MAILINGS, dedicated, "added");
                }),
                new Migration(5, "surveys say what results are used for, and panels hold people by survey", store -> {
                    List<String> dedicated = Tenants.dedicated(store);
                    schema.makeIndexes(WaveStore.WAVES, dedicated);
                    schema.makeIndexes(Surveys.ASKED, dedicated);
                    Tenants.inEach(store, Surveys::sayUses);
                    Tenants.inEach(store, Surveys::holdByWave);
                }),
                new Migration(6, "surveys are found by their instrument and by what they ask", store -> {
                    schema.makeIndexes(WaveStore.WAVES, Tenants.dedicated(store));
                    // Also what an older node has opened since the last migration.
                    Tenants.inEach(store, Schema::ofOlder);
                }),
                new Migration(
                        7,
                        "the newest survey that shows results is found, of each instrument too",
                        store -> schema.makeIndexes(WaveStore.WAVES, Tenants.dedicated(store))));
    }
}
