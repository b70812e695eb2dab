/** Short names of sites and departments, as they stand in files of other systems. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
