package org.takeup.plugin.maven;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.License;
import org.apache.maven.model.Organization;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Component;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.DefaultProjectBuildingRequest;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectBuilder;
import org.apache.maven.project.ProjectBuildingException;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.PluginApi;

/** What goals that pack are told about the package; most of it the project says already. */
abstract class PackedMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    // Maven sets it.
    @Component
    @SuppressWarnings("NullAway.Init")
    private ProjectBuilder builder;

    /** The plugin's id: lower-case letters, digits and hyphens. */
    @Parameter(defaultValue = "${project.artifactId}", required = true)
    private String id;

    /** SemVer. */
    @Parameter(defaultValue = "${project.version}", required = true)
    private String version;

    /** Who offers it; without it the name of the project's organization. */
    @Parameter
    private @Nullable String provider;

    /** The range of API versions; without it from the API of this kit up to the next major version. */
    @Parameter
    private @Nullable String requires;

    /** SPDX name of the licence; without it the name of the project's first licence. */
    @Parameter
    private @Nullable String license;

    /** What it does, one sentence. */
    @Parameter(defaultValue = "${project.description}")
    private @Nullable String description;

    /** What it extends: survey, plan, lms, with commas between. */
    @Parameter
    private @Nullable String extensions;

    /** Hosts that it wants to reach, with commas between. */
    @Parameter
    private @Nullable String hosts;

    final MavenProject project() {
        return project;
    }

    final String id() {
        return id;
    }

    final String version() {
        return version;
    }

    final String zipName() {
        return id + "-" + version + ".zip";
    }

    final Layout layout(Path classes) {
        return new Layout(
                identity(),
                classes,
                project.getArtifacts().stream()
                        .filter(PackedMojo::isPacked)
                        .map(this::library)
                        .toList(),
                project.getBasedir().toPath());
    }

    private Library library(Artifact artifact) {
        return new Library(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getVersion(),
                licenses(artifact),
                artifact.getFile().toPath());
    }

    /** As the library's own project says, its parents included. One that cannot be read has none. */
    private List<String> licenses(Artifact artifact) {
        var request = new DefaultProjectBuildingRequest(session.getProjectBuildingRequest());
        request.setProcessPlugins(false);
        request.setValidationLevel(ModelBuildingRequest.VALIDATION_LEVEL_MINIMAL);
        try {
            return builder.build(artifact, true, request).getProject().getLicenses().stream()
                    .map(License::getName)
                    .filter(Objects::nonNull)
                    .toList();
        } catch (ProjectBuildingException e) {
            getLog().warn("The licence of " + artifact + " cannot be found: " + e.getMessage());
            return List.of();
        }
    }

    private static boolean isPacked(Artifact artifact) {
        return List.of(Artifact.SCOPE_COMPILE, Artifact.SCOPE_RUNTIME).contains(artifact.getScope());
    }

    private Map<String, String> identity() {
        var identity = new LinkedHashMap<String, String>();
        identity.put("id", id);
        identity.put("version", version);
        identity.put("provider", or(provider, organization()));
        identity.put("requires", or(requires, sameMajor(PluginApi.VERSION)));
        identity.put("license", or(license, firstLicense()));
        identity.put("description", or(description, ""));
        identity.put("extensions", or(extensions, ""));
        identity.put("hosts", or(hosts, ""));
        return identity;
    }

    private String organization() {
        Organization organization = project.getOrganization();
        return organization == null ? "" : or(organization.getName(), "");
    }

    private String firstLicense() {
        return project.getLicenses().stream().findFirst().map(License::getName).orElse("");
    }

    private static String sameMajor(String version) {
        int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
        return ">=" + version + " & <" + (major + 1) + ".0.0";
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }
}
