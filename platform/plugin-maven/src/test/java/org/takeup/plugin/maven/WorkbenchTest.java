package org.takeup.plugin.maven;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.plugin.packaging.BadPackage;
import org.takeup.plugin.packaging.PackageZip;

class WorkbenchTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aNewProjectOfEachKindGivesAPackageTheSameEachTime(NewProject.Kind kind) throws IOException {
        Workbench workbench = Projects.create(kind, folder.resolve("project"));
        byte[] first = workbench.build();
        assertArrayEquals(first, workbench.build());
        PackageZip.check(first).unpack(folder.resolve("out"));
        String index = Files.readString(folder.resolve("out/classes/META-INF/extensions.idx"));
        assertTrue(index.contains("com.example.my" + kind.word() + ".My"), index);
    }

    @Test
    void aSavedFileIsNoticedAndComesIntoThePackage() throws IOException {
        Path project = folder.resolve("project");
        Workbench workbench = Projects.create(NewProject.Kind.SURVEY, project);
        byte[] before = workbench.build();
        var saved = workbench.saved();
        assertEquals(saved, workbench.saved());
        Path texts = project.resolve("src/main/resources/com/example/mysurvey/texts_en.properties");
        Files.writeString(texts, Files.readString(texts).replace("normal week", "usual week"));
        assertNotEquals(saved, workbench.saved());
        assertNotEquals(PackageZip.sha256(before), PackageZip.sha256(workbench.build()));
    }

    @Test
    void aMistakeIsToldInTheCompilersWords() throws IOException {
        Path project = folder.resolve("project");
        Workbench workbench = Projects.create(NewProject.Kind.SURVEY, project);
        Files.writeString(
                project.resolve("src/main/java/com/example/mysurvey/Wrong.java"), "class Wrong { int x = y; }");
        BadPackage bad = assertThrows(BadPackage.class, workbench::build);
        assertTrue(bad.what().contains("Wrong.java:1: error: cannot find symbol"), bad.what());
    }

    @Test
    void aCallThatAPluginMustNotMakeIsNamed() throws IOException {
        Path project = folder.resolve("project");
        Workbench workbench = Projects.create(NewProject.Kind.SURVEY, project);
        Files.writeString(
                project.resolve("src/main/java/com/example/mysurvey/Rude.java"),
                "package com.example.mysurvey; class Rude { void leave() { System.exit(1); } }");
        BadPackage bad = assertThrows(BadPackage.class, workbench::build);
        String shown = String.valueOf(
                Refusal.of("A platform would refuse this package", bad).getMessage());
        assertTrue(shown.contains("com.example.mysurvey.Rude.leave calls java.lang.System.exit"), shown);
    }

    @Test
    void aProjectIsNeverWrittenOverAnother() throws IOException {
        var project = new NewProject(NewProject.Kind.LMS, "my-lms", "com.example", "0");
        project.writeTo(folder.resolve("project"));
        assertThrows(FileAlreadyExistsException.class, () -> project.writeTo(folder.resolve("project")));
    }

    @Test
    void namesThatNoClassCanHaveAreRefused() {
        for (String id : List.of("My", "a", "my--survey", "-my", "my survey", "class", "../up", "my-")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new NewProject(NewProject.Kind.SURVEY, id, "com.example", "0"),
                    id);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new NewProject(NewProject.Kind.SURVEY, "my-survey", "com.new", "0"));
    }
}
