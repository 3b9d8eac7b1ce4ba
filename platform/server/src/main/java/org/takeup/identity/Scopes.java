package org.takeup.identity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an API token may be allowed: reading, or reading and writing, in an area of the API. The area follows from the
 * first part of the path after {@code /api/v1}; everything below {@code /scim/v2} is the directory.
 */
public final class Scopes {
    private static final String SCIM = "/scim/v2/";

    private static final Map<String, String> AREAS = Map.ofEntries(
            Map.entry("waves", "surveys"),
            Map.entry("instruments", "surveys"),
            Map.entry("questionnaires", "surveys"),
            Map.entry("panel", "surveys"),
            Map.entry("benchmark", "benchmark"),
            Map.entry("focus-groups", "focus"),
            Map.entry("focus-codes", "focus"),
            Map.entry("focus-themes", "focus"),
            Map.entry("questions", "questions"),
            Map.entry("obstacles", "questions"),
            Map.entry("faq", "questions"),
            Map.entry("faq-similar", "questions"),
            Map.entry("people", "people"),
            Map.entry("plans", "plans"),
            Map.entry("effect", "plans"),
            Map.entry("plan-builders", "plans"),
            Map.entry("reach-counting", "plans"),
            Map.entry("plan-templates", "plans"),
            Map.entry("plan-calendar", "plans"),
            Map.entry("vocabulary", "plans"),
            Map.entry("stakeholders", "stakeholders"),
            Map.entry("measures", "measures"),
            Map.entry("barriers", "measures"),
            Map.entry("business-case", "business"),
            Map.entry("business-settings", "business"),
            Map.entry("priorities", "business"),
            Map.entry("programmes", "business"),
            Map.entry("pilots", "business"),
            Map.entry("stakeholder-suggestions", "stakeholders"),
            Map.entry("voices", "stakeholders"),
            Map.entry("plugins", "plugins"),
            Map.entry("learning", "learning"),
            Map.entry("take-up", "learning"),
            Map.entry("skill-roles", "learning"),
            Map.entry("board", "learning"),
            Map.entry("outbox", "mails"),
            Map.entry("mailings", "mails"),
            Map.entry("wishes", "mails"),
            Map.entry("audit", "audit"),
            Map.entry("webhooks", "webhooks"),
            Map.entry("chats", "chats"),
            Map.entry("usage", "usage"),
            Map.entry("settings", "settings"),
            Map.entry(SCIM, "directory"));

    /** Where only a person can act: their own things, and tokens themselves, so that no token makes another one. */
    private static final Set<String> FOR_PEOPLE =
            Set.of("me", "hand-overs", "my-week", "sessions", "tokens", "exports", "erasures", "leaving");

    /** Where tokens come from; nobody is known there yet. */
    private static final String TOKEN_ENDPOINT = "/oauth/token";

    /** What every token may read: which workspace this is. */
    private static final String WORKSPACE = "workspace";

    private static final Map<String, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("chats", "Chats: where plans may write, in Slack and Teams"),
            Map.entry("webhooks", "Webhooks: which systems are told when something happens"),
            Map.entry("surveys", "Surveys and their results"),
            Map.entry("benchmark", "The benchmark, and what is shared with it"),
            Map.entry("focus", "Focus groups, their notes and themes"),
            Map.entry("questions", "Questions and their answers, and stumbling blocks"),
            Map.entry("people", "People"),
            Map.entry("directory", "Provisioning: people and groups from the company's sign-in, by SCIM"),
            Map.entry("plans", "Plans"),
            Map.entry("stakeholders", "Stakeholders"),
            Map.entry("business", "The business case: priorities, programmes and pilots"),
            Map.entry("measures", "Measures and what was decided about them"),
            Map.entry("plugins", "Plugins and their settings"),
            Map.entry("learning", "Learning data, the adoption board and skills"),
            Map.entry("mails", "Mails that wait, went out or failed"),
            Map.entry("audit", "The audit trail"),
            Map.entry("settings", "The workspace's settings"),
            Map.entry("usage", "What the workspace uses of its quota")));

    private Scopes() {}

    /** An area with its words and scopes, for the page. */
    public record Area(String name, String words) {}

    /** All areas, by name. */
    public static List<Area> areas() {
        return WORDS.entrySet().stream()
                .map(entry -> new Area(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Every scope that a token may have, in order. */
    public static Set<String> all() {
        var all = new TreeSet<String>();
        WORDS.keySet().forEach(area -> all.addAll(List.of(area + ":read", area + ":write")));
        return Collections.unmodifiableSet(all);
    }

    /** The area that a path of the API belongs to, if tokens may go there. */
    public static Optional<Area> areaOf(String path) {
        return Optional.ofNullable(AREAS.get(first(path))).map(name -> new Area(name, WORDS.getOrDefault(name, name)));
    }

    /** The scope that a token needs for a path; empty if it needs none, or if no token may go there. */
    public static String needed(String path, boolean changes) {
        return missing(Set.of(), path, changes).orElse("");
    }

    /** Whether the table says something about this path of the API. */
    public static boolean knows(String path) {
        String first = first(path);
        return AREAS.containsKey(first)
                || FOR_PEOPLE.contains(first)
                || first.equals(WORKSPACE)
                || path.equals(TOKEN_ENDPOINT);
    }

    /**
     * What keeps a token with these scopes from a path.
     *
     * @param path of the route, from {@code /api/v1} or {@code /scim/v2} on
     * @return the scope that is missing, {@code ""} if no token may go there, or nothing if it may
     */
    static Optional<String> missing(Set<String> scopes, String path, boolean changes) {
        String first = first(path);
        if (first.equals(WORKSPACE) && !changes) {
            return Optional.empty();
        }
        String area = AREAS.get(first);
        if (area == null) {
            return Optional.of("");
        }
        String needed = area + (changes ? ":write" : ":read");
        boolean allowed = scopes.contains(needed) || scopes.contains(area + ":write");
        return allowed ? Optional.empty() : Optional.of(needed);
    }

    private static String first(String path) {
        if (path.startsWith(SCIM)) {
            return SCIM;
        }
        String rest = path.startsWith("/api/v1/") ? path.substring("/api/v1/".length()) : "";
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
