/** Plan builders: from findings and a stakeholder map to a draft plan. The platform resolves people, approves and sends. */
@NullMarked
package org.takeup.plugin.api.plan;

import org.jspecify.annotations.NullMarked;
