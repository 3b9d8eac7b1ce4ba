package org.takeup.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The realms that the demo's Keycloak starts with: the platform's own, and one for each sample company that stands in for
 * the company's sign-in. The templates are in {@code realms/}; addresses, people and secrets are filled in here.
 */
public final class Realms {
    /** The platform's realm. */
    public static final String PLATFORM = "takeup";
    /** The platform's confidential client. */
    public static final String CLIENT_ID = "takeup-web";
    /** The client by which the platform changes its realm. */
    public static final String ADMIN_CLIENT_ID = "takeup-admin";
    /** The public client that gives tokens for a name and a password; in the demo and in tests only. */
    public static final String API_CLIENT_ID = "takeup-api";
    /** Everybody's password. It protects nothing: the demo listens on the loopback address and its people are invented. */
    public static final String DEMO_PASSWORD = "takeup-demo";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Realms() {}

    /**
     * All realms as Keycloak's import files.
     *
     * @param keycloak where browsers and the platform reach Keycloak, without a trailing slash
     * @param platform where browsers reach the platform, without a trailing slash
     * @param secret shared by Keycloak and its clients; letters and digits
     * @return file name to JSON, in a fixed order; the same arguments give the same bytes
     */
    public static Map<String, String> files(URI keycloak, URI platform, String secret) {
        Map<String, String> known = Map.of(
                "@keycloak@", keycloak.toString(),
                "@platform@", platform.toString(),
                "@secret@", secret,
                "@password@", DEMO_PASSWORD,
                "\"@mappers@\"", withoutBrackets(Resources.text("realms/mappers.json")),
                "\"@profile@\"", quoted(Resources.text("realms/profile.json")));
        Map<String, String> files = new LinkedHashMap<>();
        files.put(PLATFORM + "-realm.json", fill(Resources.text("realms/takeup.json"), known));
        for (Company company : Company.values()) {
            String template = Resources.text("realms/" + company.realm() + ".json");
            files.put(company.realm() + "-realm.json", fill(template.replace("\"@people@\"", users(company)), known));
        }
        return files;
    }

    private static String fill(String template, Map<String, String> known) {
        String json = template;
        for (Map.Entry<String, String> entry : known.entrySet()) {
            json = json.replace(entry.getKey(), entry.getValue());
        }
        return json;
    }

    private static String users(Company company) {
        return company.people().stream().map(Realms::user).collect(Collectors.joining(",\n    "));
    }

    private static String user(Person person) {
        ObjectNode user = JSON.createObjectNode();
        user.put("username", person.username()).put("enabled", true);
        user.put("email", person.email()).put("emailVerified", true);
        user.put("firstName", person.givenName()).put("lastName", person.familyName());
        user.putObject("attributes").putArray("employeeNumber").add(person.employeeNumber());
        user.putArray("credentials").addObject().put("type", "password").put("value", DEMO_PASSWORD);
        groups(person).forEach(user.putArray("groups")::add);
        return user.toString();
    }

    private static List<String> groups(Person person) {
        return Stream.of(person.group())
                .filter(group -> group != Person.Group.NONE)
                .map(Person.Group::directoryName)
                .toList();
    }

    private static String withoutBrackets(String array) {
        return array.substring(array.indexOf('[') + 1, array.lastIndexOf(']'));
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A text cannot be written as JSON.", e);
        }
    }
}
