package org.takeup.lifecycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.bson.Document;
import org.takeup.people.People;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;

/**
 * What becomes of each collection's documents when a person is erased. Every collection is here: a new one without a
 * rule keeps the node from starting.
 */
final class EraseRules {
    private static final Map<String, Rule> RULES = new LinkedHashMap<>();

    private EraseRules() {}

    /**
     * A rule.
     *
     * @param words for the report
     * @param deletes which documents go as a whole
     * @param freeTexts whether people write here as they like, so that names count
     * @param scrubs whether the person is taken out of the documents that stay
     */
    record Rule(String words, BiPredicate<Document, Traces> deletes, boolean freeTexts, boolean scrubs) {}

    static {
        // Copies that cannot be looked into, and what helps with faults for a while, go as a whole.
        whole("export_pieces", "Archives, which hold everybody; make a new one");
        whole("exports", "Archives, which hold everybody; make a new one");
        whole("idempotency", "Answers to requests of the last day");
        whole("plugin_log", "Notes about faults of plugins");
        whole("plugin_calls", "Notes about calls of plugins");
        whole("learning_import_problems", "Rows that did not fit in imports");
        whole("people_upload_changes", "What files of people changed; the last one cannot be taken back any more");
        whole("people_upload_notes", "Rows that did not fit in files of people");
        whole("learning_import_pieces", "Files of imports");
        whole("webhook_deliveries", "What webhooks told of the last weeks");

        delete("sessions", "Sessions", "person");
        rule("local_admins", "Accounts of local admins", EraseRules::named);
        delete("api_tokens", "API tokens that the person made", "createdBy");
        delete("calendar_feeds", "Addresses of the person's calendars", "person");
        delete("calendar_memory", "What the person's calendars have read", "person");
        rule(
                "calendar_guests",
                "Invitations to what plans put into calendars",
                (guest, who) -> who.is(guest.get("person")) || who.names(guest.get("to")));
        delete("hand_overs", "What the person was asked to say", "contact");
        RULES.put(
                "hand_over_notes",
                new Rule(
                        "What was said differently: the person's own notes are deleted, their name in others is taken out",
                        (note, who) -> who.is(note.get("person")),
                        true,
                        true));
        delete("report_links", "Links to reports that the person made", "createdBy");
        rule("outbox", "Mails to the person", (mail, who) -> who.is(mail.get("person")) || who.names(mail.get("to")));
        rule(
                "held_addresses",
                "Addresses that mails came back from",
                (held, who) -> who.is(held.get("person")) || who.names(held.get("to")));
        rule("survey_roll", "Invitations to surveys", EraseRules::named);
        rule("survey_asked", "When the person was last invited to a survey", EraseRules::named);
        delete("survey_lists", "Lists of people for surveys", "person");
        rule("learners", "Learning records", (learner, who) -> who.ids().contains(record(learner)));
        delete("people_entries", "What the last file of people said of the person", "person");
        delete("scim_members", "Memberships of groups", "user");

        free("ballots", "Answers: what stays is tied to nobody; the person's name in texts is taken out");
        exact("survey_admissions", "Who was let into anonymous surveys: by digests of links, the person's is deleted");
        exact("survey_slots", "Answers of open anonymous surveys: sealed, and nobody can tell whose they are");
        exact("survey_wave_keys", "Keys of open anonymous surveys");
        exact("survey_shown_counts", "Counts of open anonymous surveys, as they were shown last");
        exact("survey_interim", "Sums of answers of open surveys, in groups");
        free("survey_codes", "Codes for what people wrote");
        exact("survey_codings", "Which codes answers have; tied to answers");
        free("waves", "Surveys");
        free("wave_snapshots", "Questionnaires");
        free("questionnaires", "Questionnaires of the organisation's own");
        free("questionnaire_versions", "Published questionnaires of the organisation's own");
        free("plans", "Plans: their authors, their approval and their texts");
        delete("focus_guests", "Invitations to focus groups and what the person agreed to", "person");
        delete("focus_seats", "Which speaker of a focus group the person was", "person");
        delete(
                "question_askers",
                "That the person asked or said “me too”; what nobody else asked is deleted",
                "person");
        delete("faq_marks", "Whether answers helped the person; the counts stay", "person");
        free("questions", "Questions and answers: they never say who asked, names in texts are taken out");
        RULES.put(
                "obstacles",
                new Rule(
                        "Stumbling blocks: what the person told is deleted, their name in others is taken out",
                        (obstacle, who) -> who.is(obstacle.get("person")),
                        true,
                        true));
        exact("faq_stamps", "How often published answers changed");
        free("focus_groups", "Focus groups");
        free("focus_notes", "Notes of focus groups: the person's own are deleted, their name in others is taken out");
        free("focus_codes", "Codes of focus groups");
        delete("told_wishes", "How the person wants to be told", "person");
        delete("told_sendings", "What the person was sent, counted", "person");
        delete("told_weeks", "How much the person was sent this week", "person");
        delete("told_suppressed", "What the person was not sent", "person");
        exact("told_rules", "How many messages anybody gets a week");
        exact("told_keys", "The key of links that need no sign-in");
        RULES.put(
                "inbox_messages",
                new Rule(
                        "The person's inbox is deleted; their name in others' messages is taken out",
                        (message, who) -> who.is(message.get("person")),
                        true,
                        true));
        free("plan_steps", "Steps of plans and who said them");
        delete("step_reach", "Which steps of plans reached the person, or were kept from them by chance", "person");
        exact("step_links", "Links that stand in steps of plans");
        exact("reach_rules", "Whether it is counted that people follow links");
        free("plan_versions", "Versions of plans: who changed what, and texts");
        free("plan_comments", "Comments on plans: who wrote them, whom they mention, and texts");
        delete("plan_readers", "That the person sees plans", "person");
        free("plan_templates", "Templates of plans");
        free("plan_feeds", "What stands in the organisation's calendars");
        free("plan_calendar", "Days on which plans say nothing");
        free("messages", "Words of plans' steps, and who let hard ones go out");
        free("message_terms", "The workspace's own list of plain words");
        exact("message_limits", "How hard words may be");
        free("stakeholders", "The stakeholder map");
        free("own_measures", "The workspace's own measures");
        free("measure_decisions", "What was decided about measures, by whom and with which note");
        free("business_priorities", "Business priorities and who owns them");
        free("business_programmes", "Business cases, their needs and sponsors");
        exact("business_settings", "What business cases are counted with");
        free("skill_roles", "Roles, the skills that they need, and who added them");
        delete("skill_holders", "Which roles the person has", "person");
        free("pilots", "Pilots: who agreed to them, and who was named for them");
        delete("pilot_people", "In which group of a pilot the person is", "person");
        free("step_hypotheses", "What is expected of steps of plans");
        free("step_effects", "What steps of plans came to, in groups");
        delete("step_effect_people", "In which group of a step's comparison the person is", "person");
        exact("pilot_results", "What pilots came to, of groups of people");
        exact("shown_groups", "How large the groups are whose figures are shown");
        exact("step_effect_runs", "Which comparisons of steps run");
        exact("stakeholder_positions", "Where stakeholders stand, by the ids of the map");
        exact("stakeholder_suggestions", "What was decided about suggestions for the map");
        exact("stakeholder_relations", "Relations on the stakeholder map, by its ids");
        free("stakeholder_history", "What was done to the stakeholder map");
        free("plugin_choices", "Choice of plugins");
        free("plugin_settings", "Settings of plugins");
        free("company_sign_in", "The company's sign-in");
        exact("company_domains", "Mail domains");
        free("webhook_endpoints", "Webhooks");
        free("chat_hooks", "Chats and who added them");
        exact("chat_posts", "Which messages went into which chats");
        free("calendar_meetings", "What plans put into calendars");
        free("learning_imports", "Imports and who started them");
        free("people_uploads", "Files of people and who sent them");
        exact("people_upload_turns", "Which file of people is taken over");
        exact("people_rules", "Which source counts for what");
        exact("learning_import_turns", "Which import runs");
        exact("learning_catalogue", "The catalogue of courses");
        exact("take_up", "Counts of learning; counted anew with the next import");
        exact("take_up_overviews", "Counts of learning; counted anew with the next import");
        exact("benchmark_opt_ins", "What is shared with the benchmark");
        exact("benchmark_shares", "Sums of scores for the benchmark");
        exact("benchmark_counted", "Which releases of the benchmark the workspace was in");
        exact("mailings", "Mailings: which are paused or cancelled");
        exact("delivery_leases", "Which node sends mails");
        exact("scim_groups", "Groups of the company's directory");
        kept("audit", "Audit trail: what was done stays, who did it is taken out");
        kept("audit_head", "Audit trail");
        exact("logo", "The workspace's logo");
        kept("erased", "Keyed digests that keep sources from bringing the person back");
        kept("erasures", "Reports like this one, which name nobody");

        // The person last: a broken-off run still knows whom it is about.
        rule("scim_users", "The company's directory", (user, who) -> named(user, who) || who.is(user.get("person")));
        delete("identities", "Ways to sign in", "person");
        rule("people", "The directory", EraseRules::named);
    }

    /** The rules of these collections, in the order in which they are carried out. */
    static Map<CollectionSpec, Rule> of(List<CollectionSpec> specs) {
        var byName = new LinkedHashMap<String, CollectionSpec>();
        specs.forEach(spec -> byName.put(spec.name(), spec));
        var missing = byName.keySet().stream()
                .filter(name -> !RULES.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "Say in EraseRules what becomes of " + missing + " when a person is erased");
        }
        var rules = new LinkedHashMap<CollectionSpec, Rule>();
        RULES.forEach((name, rule) -> {
            CollectionSpec spec = byName.get(name);
            if (spec != null) {
                rules.put(spec, rule);
            }
        });
        return rules;
    }

    private static void whole(String name, String words) {
        RULES.put(name, new Rule(words, (document, who) -> true, false, false));
    }

    private static void delete(String name, String words, String field) {
        rule(name, words, (document, who) -> who.is(document.get(field)));
    }

    private static void rule(String name, String words, BiPredicate<Document, Traces> deletes) {
        RULES.put(name, new Rule(words, deletes, false, true));
    }

    private static void free(String name, String words) {
        RULES.put(name, new Rule(words, (document, who) -> false, true, true));
    }

    private static void exact(String name, String words) {
        RULES.put(name, new Rule(words, (document, who) -> false, false, true));
    }

    private static void kept(String name, String words) {
        RULES.put(name, new Rule(words, (document, who) -> false, false, false));
    }

    /** Whether the document's id is the person's, or holds it. */
    private static boolean named(Document document, Traces who) {
        return who.names(TenantCollection.id(document));
    }

    /** The person's id of a learner, whose key is {@code source/the source's own id}. */
    static String record(Document learner) {
        String key = TenantCollection.id(learner);
        int slash = key.indexOf('/');
        return slash < 0 ? "" : People.idOfRecord(key.substring(0, slash), key.substring(slash + 1));
    }
}
