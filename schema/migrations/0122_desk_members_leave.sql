-- Who leaves a team leaves its box.
grant delete on desk.box_members to directory_role_extranet;
