/**
 * A plan builder that starts from the stakeholder map: who needs what, and whom they listen to.
 * Messages are the properties files beside these classes; it touches nothing but the plugin API.
 */
@NullMarked
package org.takeup.plugin.plan.stakeholder;

import org.jspecify.annotations.NullMarked;
