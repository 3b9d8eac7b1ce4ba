package org.takeup.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.takeup.http.Route;
import org.takeup.identity.SessionRegister;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.people.upload.PeopleFiles;

/** People, how they come into the workspace, and how they sign in. */
final class OwnPeople implements OwnArea {
    /** As many as a wave needs at least. */
    private static final int STAFF = 6;

    private final Desk desk;
    private final String slug;

    OwnPeople(Desk desk) {
        this.desk = desk;
        this.slug = desk.slug();
    }

    /** The people of a workspace with this short name. The first is its admin, who is invited like the others. */
    static List<PersonRecord> staff(String slug) {
        return IntStream.range(0, STAFF)
                .mapToObj(number -> person(slug, number))
                .toList();
    }

    /** They all report to the first, who is the admin and so is asked to say things to them. */
    static PersonRecord person(String slug, int number) {
        return new PersonRecord(
                "test-" + slug,
                "" + number,
                "Person " + number + " of " + slug,
                "person" + number + "@" + slug + ".example",
                Optional.of("Unit of " + slug),
                Optional.of("0").filter(ignored -> number > 0),
                true);
    }

    @Override
    public void make(Map<String, String> ids) {
        PersonRecord last = staff(slug).getLast();
        ids.put("person", last.personId());
        ids.put("personMail", last.email());
        ids.put("unit", "Unit of " + slug);
        ids.put("session", session());
        ids.put("domain", domain());
        ids.put("account", account());
        ids.put("scimUser", scimUser());
        ids.put("upload", peopleFile(false));
        ids.put("scimGroup", scimGroup());
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("{domain}")) {
            fresh.put("domain", domain());
        }
        if (path.contains("{account}")) {
            fresh.put("account", account());
        }
        if (path.contains("{session}")) {
            fresh.put("session", session());
        }
        if (path.contains("{scimUser}")) {
            fresh.put("scimUser", scimUser());
            fresh.put("version", "1");
        }
        if (path.contains("{scimGroup}")) {
            fresh.put("scimGroup", scimGroup());
            fresh.put("version", "1");
        }
        if (path.contains("/people/uploads")) {
            peopleFiles().awaitRest();
        }
        if (path.contains("{upload}")) {
            fresh.put("upload", peopleFile(path.endsWith("/undo")));
        }
        if (path.contains("/erasures")) {
            fresh.put("person", somebody());
        }
    }

    /** Somebody who is no staff, whom one may erase. */
    private String somebody() {
        String id = UUID.randomUUID().toString();
        var somebody = new PersonRecord(
                "test-" + slug, id, "Somebody of " + slug, "", Optional.empty(), Optional.empty(), false);
        new People().upsert(desk.workspace(), List.of(somebody));
        return somebody.personId();
    }

    /** A session of the admin in another browser. */
    private String session() {
        String id = UUID.randomUUID().toString();
        Instant now = desk.workspace().clock().instant();
        desk.workspace()
                .collection(SessionRegister.SESSIONS)
                .insert(
                        id,
                        new Document("person", desk.me())
                                .append("sid", "")
                                .append("subject", "")
                                .append("device", "Firefox of " + slug)
                                .append("address", "192.0.2.1")
                                .append("begun", Date.from(now))
                                .append("seen", Date.from(now))
                                .append("ends", Date.from(now.plus(Duration.ofHours(8)))));
        return id;
    }

    /** Asked for and not proven. */
    private String domain() {
        String name = UUID.randomUUID() + "." + slug + ".example";
        desk.form("/sign-in-setup/domains", Map.of("domain", name));
        return name;
    }

    private String account() {
        String subject = UUID.randomUUID().toString();
        new LocalAdmins()
                .put(desk.workspace(), new LocalAdmin(subject, slug + "_x", true, Instant.now(), "", Optional.empty()));
        return subject;
    }

    /** Not active, so that surveys count the same people as without them. */
    private String scimUser() {
        String name = "Provisioned " + UUID.randomUUID() + " of " + slug;
        return desk.call("POST", "/scim/v2/Users", Map.of("userName", name, "active", false), 1)
                .path("id")
                .asText();
    }

    private String scimGroup() {
        return desk.call("POST", "/scim/v2/Groups", Map.of("displayName", "Group of " + slug), 1)
                .path("id")
                .asText();
    }

    /** Not active either. @param takenOver or only compared */
    private String peopleFile(boolean takenOver) {
        String id = compared(PeopleFiles.oneWhoLeft("of " + slug));
        return takenOver ? peopleFiles().takeOver(id) : id;
    }

    /** Takes a file of people over here that names the other workspace's people by all ids that they have. */
    void uploadLike(String other) {
        var file = new StringBuilder("id,name,email,active\n");
        staff(other).stream()
                .flatMap(each -> Stream.of(each.personId(), each.externalId()))
                .distinct()
                .forEach(id -> file.append(id + ",Taken over," + id + "@" + other + ".example,no\n"));
        peopleFiles().takeOver(compared(file.toString()));
    }

    private String compared(String file) {
        return peopleFiles().compare(file, false).path("id").asText();
    }

    private PeopleFiles peopleFiles() {
        return new PeopleFiles(desk.platform(), desk.admin(), desk.base(), desk.csrf());
    }
}
