package org.takeup.plugin.lms.oneroster;

import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.testkit.MemoryArchive;
import org.takeup.plugin.testkit.RecordedSink;

/** A small, complete export: two units, two learners and a teacher, one course in one class, one piece of work, one result. */
final class SampleExport {
    static final String RESULTS_HEADER =
            "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment";
    static final String ENROLLMENTS_HEADER =
            "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";

    private SampleExport() {}

    static MemoryArchive oneDotOne() {
        return teaching(MemoryArchive.empty())
                .with(
                        "manifest.csv",
                        "propertyName,value",
                        "manifest.version,1.0",
                        "oneroster.version,1.1",
                        "file.users,bulk",
                        "file.demographics,absent")
                .with(
                        "users.csv",
                        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
                        "u-1,active,,true,\"north,head\",student,ann,,Ann,Abel,,,ANN@corp.example,,,,,",
                        "u-2,active,,true,north,student,bob,,Bob,\"Berg, Jr\",,,,,,,,",
                        "u-3,active,,false,head,teacher,tess,,Tess,Thiel,,,tess@corp.example,,,,,");
    }

    static MemoryArchive oneDotTwo() {
        return teaching(MemoryArchive.empty())
                .with("manifest.csv", "propertyName,value", "oneroster.version,1.2", "file.roles,bulk")
                .with(
                        "users.csv",
                        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
                        "u-1,active,,true,ann,,Annegret,Abel,,,ann@corp.example,,,,,,,,Ann,,,north,she",
                        "u-2,active,,true,bob,,Bob,Berg,,,,,,,,,,,,,,,",
                        "u-3,active,,true,tess,,Tess,Thiel,,,,,,,,,,,,,,,")
                .with(
                        "roles.csv",
                        "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
                        "p-1,active,,u-1,secondary,teacher,,,head,",
                        "p-2,active,,u-1,primary,student,,,north,",
                        "p-3,active,,u-2,primary,student,,,north,",
                        "p-4,active,,u-3,primary,systemAdministrator,,,head,");
    }

    private static MemoryArchive teaching(MemoryArchive empty) {
        return empty.with(
                        "orgs.csv",
                        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
                        "north,active,,North,school,,head",
                        "head,active,,Head office,district,,")
                .with(
                        "academicSessions.csv",
                        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
                        "t-1,active,,Spring,term,2026-02-01,2026-04-30,,2026",
                        "t-2,active,,Summer,term,2026-05-01,2026-07-31,,2026")
                .with(
                        "courses.csv",
                        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
                        "c-1,active,,,Better meetings,BM,,head,,")
                .with(
                        "classes.csv",
                        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
                        "k-1,active,,Better meetings 2026,,c-1,,scheduled,,head,\"t-2,t-1\",,,")
                .with(
                        "enrollments.csv",
                        ENROLLMENTS_HEADER,
                        "e-1,active,,k-1,head,u-1,student,false,2026-01-15,",
                        "e-2,active,,k-1,head,u-2,student,false,2026-01-20,2026-03-01",
                        "e-3,active,,k-1,head,u-3,teacher,true,,")
                .with(
                        "categories.csv",
                        "sourcedId,status,dateLastModified,title",
                        "g-work,active,,Work",
                        "g-end,active,,Result")
                .with(
                        "lineItems.csv",
                        "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax",
                        "l-work,active,,Agenda,,,,k-1,g-work,,0,100",
                        "l-end,active,,Final,,,,k-1,g-end,,0,2")
                .with(
                        "results.csv",
                        RESULTS_HEADER,
                        "r-1,active,,l-work,u-1,submitted,,2026-03-02,",
                        "r-2,active,,l-end,u-1,fully graded,2.0,2026-07-31,\"well done,\r\nreally\"");
    }

    static RecordedSink read(Archive archive) throws UnreadableSource, InterruptedException {
        return read(archive, Map.of());
    }

    static RecordedSink read(Archive archive, Map<String, String> settings)
            throws UnreadableSource, InterruptedException {
        RecordedSink sink = new RecordedSink();
        new OneRoster().read(new ConnectorContext(settings, Optional.of(archive)), sink);
        return sink;
    }
}
