package org.takeup.identity.setup;

import java.util.function.UnaryOperator;
import org.takeup.http.Problem;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;

/** Changes a setting of a workspace, as {@link WorkspaceSettings#amend} does. */
public interface Amendments {
    boolean amend(Workspace workspace, PageSetting setting, UnaryOperator<TenantSettings> amendment, String by);

    /** Whether the tenant's file decides a setting, so that this setup changes it in vain. */
    static boolean isFiles(Workspace workspace, PageSetting setting) {
        return !workspace.tenant().declared().pageDecides().contains(setting);
    }

    /** What somebody is told who changes it here in vain: 422. */
    static Problem fileDecides(String field, PageSetting setting) {
        return Problem.invalid(
                field,
                "Your organisation's file decides this, and says something else. Ask whoever keeps that file to change "
                        + setting.key() + " there, or to put it on the list pageDecides.");
    }
}
