/** What was found out of a user's rights in Odoo, for longer than one client lives. */
export interface KnownRights {
  /** Odoo has refused lately to show which files hold images. */
  imageFilesAreHidden(): Promise<boolean>;
  /** It has just refused that. */
  foundImageFilesHidden(): Promise<void>;
}

/** Knows nothing, and learns nothing: Odoo is asked each time. */
export const nothingKnown: KnownRights = {
  imageFilesAreHidden: async () => false,
  foundImageFilesHidden: async () => undefined,
};
