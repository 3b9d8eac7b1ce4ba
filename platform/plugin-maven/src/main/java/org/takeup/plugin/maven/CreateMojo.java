package org.takeup.plugin.maven;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Creates a plugin's project in a new folder of its name: sources, texts in two languages, a test; it builds at once. */
@Mojo(name = "create", requiresProject = false, threadSafe = true)
public final class CreateMojo extends AbstractMojo {
    /** survey, plan or lms. */
    @Parameter(property = "kind")
    private @Nullable String kind;

    /** The plugin's id: lower-case letters, digits and hyphens. */
    @Parameter(property = "id")
    private @Nullable String id;

    /** The Maven group, from which the Java package is made. */
    @Parameter(property = "group", defaultValue = "com.example", required = true)
    private String group;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor kit;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        NewProject project = project();
        Path folder = Path.of(project.id()).toAbsolutePath();
        try {
            project.writeTo(folder);
        } catch (FileAlreadyExistsException e) {
            throw Refusal.of("There is a folder " + folder + " already.", "Choose another id, or another folder.");
        } catch (IOException e) {
            throw new MojoExecutionException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
        getLog().info("Created " + folder + ". Go there and run: mvn verify");
    }

    private NewProject project() throws MojoFailureException {
        NewProject.Kind chosen = Arrays.stream(NewProject.Kind.values())
                .filter(one -> one.word().equals(String.valueOf(kind).toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.of("The kind is not chosen.", "Give -Dkind=survey, -Dkind=plan or -Dkind=lms."));
        try {
            return new NewProject(chosen, id == null ? "my-" + chosen.word() : id, group, kit.getVersion());
        } catch (IllegalArgumentException e) {
            throw Refusal.of("The project cannot be created.", String.valueOf(e.getMessage()));
        }
    }
}
