package org.takeup.people.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request does to the members of a group: who comes, who goes, and whether everybody else goes too. Used by one
 * thread.
 */
final class Membership {
    /** How many members one request may name. */
    static final int MOST = 10_000;

    private static final Pattern ONE = Pattern.compile("(?i)members\\[\\s*value\\s+eq\\s+\"([^\"\\\\]{1,256})\"\\s*]");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Set<String> coming = new LinkedHashSet<>();
    private final Set<String> going = new LinkedHashSet<>();
    private boolean onlyThese;

    /** Those of a whole resource: nobody else stays. @throws org.takeup.http.Problem 400 if they do not fit */
    static Membership of(JsonNode body) {
        var membership = new Membership();
        membership.set(memberOf(body));
        return membership;
    }

    /**
     * Those of a patch. What is not about members is done to the attributes.
     *
     * @throws org.takeup.http.Problem 400 naming what does not fit
     */
    static Membership patched(ObjectNode attributes, List<Patch.Operation> operations) {
        var membership = new Membership();
        var patch = new Patch(Attribute.GROUP);
        for (Patch.Operation operation : operations) {
            String path = withoutUrn(operation.path());
            Matcher one = ONE.matcher(path);
            if (one.matches()) {
                membership.one(operation.op(), one.group(1));
            } else if (path.equalsIgnoreCase("members")) {
                membership.carryOut(operation.op(), operation.value());
            } else if (path.toLowerCase(Locale.ROOT).startsWith("members")) {
                throw ScimProblems.path("Of members, give members or members[value eq \"...\"].");
            } else {
                patch.apply(attributes, operation);
                if (path.isEmpty() && memberOf(operation.value()) instanceof JsonNode members) {
                    membership.carryOut(operation.op(), members);
                }
            }
        }
        return membership;
    }

    private static String withoutUrn(String path) {
        String urn = Attribute.CORE_GROUP + ":";
        return path.regionMatches(true, 0, urn, 0, urn.length()) ? path.substring(urn.length()) : path;
    }

    private static @Nullable JsonNode memberOf(JsonNode object) {
        return object.properties().stream()
                .filter(each -> each.getKey().equalsIgnoreCase("members"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private void one(Patch.Op op, String id) {
        if (op == Patch.Op.REMOVE) {
            remove(Set.of(id));
        } else {
            throw ScimProblems.path("Add a member by the path members and a value.");
        }
    }

    private void carryOut(Patch.Op op, JsonNode members) {
        switch (op) {
            case ADD -> add(known(members));
            case REPLACE -> set(members);
            case REMOVE -> {
                // Entra names who is to go in the value; the standard takes everybody out.
                if (members.isMissingNode() || members.isNull()) {
                    set(null);
                } else {
                    remove(ids(members));
                }
            }
        }
    }

    private void set(@Nullable JsonNode members) {
        onlyThese = true;
        coming.clear();
        going.clear();
        if (members != null && !members.isNull()) {
            coming.addAll(known(members));
        }
        refuseTooMany();
    }

    private void add(Set<String> ids) {
        coming.addAll(ids);
        going.removeAll(ids);
        refuseTooMany();
    }

    private void remove(Set<String> ids) {
        coming.removeAll(ids);
        going.addAll(ids);
        refuseTooMany();
    }

    private void refuseTooMany() {
        if (coming.size() + going.size() > MOST) {
            throw ScimProblems.value("members", "Name at most " + MOST + " in one request; split it.");
        }
    }

    private static Set<String> known(JsonNode members) {
        Set<String> ids = ids(members);
        ids.stream().filter(id -> !ID.matcher(id).matches()).findFirst().ifPresent(Membership::unknown);
        return ids;
    }

    /** Refuses somebody who is not here. */
    static void unknown(String id) {
        throw ScimProblems.value("members.value", "There is no user with the id " + id + "; add users first.");
    }

    private static Set<String> ids(JsonNode members) {
        if (!members.isArray() && !members.isObject()) {
            throw ScimProblems.value("members", "Give an array of objects with a value each.");
        }
        if (members.isArray() && members.size() > MOST) {
            throw ScimProblems.value("members", "Name at most " + MOST + " in one request; split it.");
        }
        var ids = new LinkedHashSet<String>();
        for (JsonNode each : members.isArray() ? members : List.of(members)) {
            JsonNode value = each.path("value");
            if (!value.isTextual() || value.asText().length() > 256) {
                throw ScimProblems.value("members.value", "Give the id of a user.");
            }
            ids.add(value.asText());
        }
        return ids;
    }

    /** Whether everybody else goes. */
    boolean onlyThese() {
        return onlyThese;
    }

    Set<String> coming() {
        return Collections.unmodifiableSet(coming);
    }

    Set<String> going() {
        return Collections.unmodifiableSet(going);
    }
}
