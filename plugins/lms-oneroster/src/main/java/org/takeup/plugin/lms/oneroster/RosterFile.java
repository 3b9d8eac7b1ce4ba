package org.takeup.plugin.lms.oneroster;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of an export that are read, in the order of reading, with the columns that OneRoster 1.1 and 1.2 give them. */
enum RosterFile {
    ORGS("orgs", "sourcedId name", "type identifier parentSourcedId"),
    SESSIONS("academicSessions", "sourcedId startDate endDate", "title type parentSourcedId schoolYear"),
    ROLES("roles", "userSourcedId role", "sourcedId roleType beginDate endDate orgSourcedId userProfileSourcedId"),
    USERS(
            "users",
            "sourcedId givenName familyName",
            "enabledUser orgSourcedIds role username userIds middleName identifier email sms phone agentSourcedIds grades"
                    + " password userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName"
                    + " preferredFamilyName primaryOrgSourcedId pronouns"),
    COURSES(
            "courses",
            "sourcedId title",
            "schoolYearSourcedId courseCode grades orgSourcedId subjects subjectCodes resourceSourcedIds"),
    CLASSES(
            "classes",
            "sourcedId title courseSourcedId",
            "grades classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods"
                    + " resourceSourcedIds"),
    ENROLLMENTS(
            "enrollments", "sourcedId classSourcedId userSourcedId role", "schoolSourcedId primary beginDate endDate"),
    CATEGORIES("categories", "sourcedId title", "weight"),
    LINE_ITEMS(
            "lineItems",
            "sourcedId classSourcedId",
            "title description assignDate dueDate categorySourcedId gradingPeriodSourcedId resultValueMin resultValueMax"
                    + " schoolSourcedId academicSessionSourcedId scoreScaleSourcedId"),
    RESULTS(
            "results",
            "sourcedId lineItemSourcedId studentSourcedId",
            "scoreStatus score scoreDate comment classSourcedId textScore inProgress incomplete late missing"
                    + " scoreScaleSourcedId learningObjectiveSet");

    private final String stem;
    private final Set<String> required;
    private final Set<String> known;

    RosterFile(String stem, String required, String optional) {
        this.stem = stem;
        this.required = words(required).collect(Collectors.toUnmodifiableSet());
        this.known = Stream.of(words(required), words(optional), words("status dateLastModified"))
                .flatMap(columns -> columns)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The name of its line in the manifest. */
    String manifestProperty() {
        return "file." + stem;
    }

    String fileName() {
        return stem + ".csv";
    }

    /** Columns without which the file cannot be used. */
    Set<String> required() {
        return required;
    }

    /** Whether the standard has this column, or lets a vendor add it. */
    boolean knows(String column) {
        return known.contains(column) || column.startsWith("metadata.") || column.startsWith("ext_");
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" "));
    }
}
