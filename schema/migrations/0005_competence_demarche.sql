-- A competence may be for one démarche only; null: for all that the service type handles.
alter table competences add column demarche_id uuid;
