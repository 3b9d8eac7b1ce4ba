/** What a workspace uses of what its operator allows: warns when that comes to an end, and refuses in plain words after it. */
@NullMarked
package org.takeup.quota;

import org.jspecify.annotations.NullMarked;
