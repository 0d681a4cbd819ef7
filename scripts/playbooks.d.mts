/** Sources of the example playbooks, both languages apart. */
export declare function sources(): unknown[];
