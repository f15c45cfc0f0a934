; The pages that Modern UI does not have.

Function ShowScope
  ${If} $OldVersion == ""
    !insertmacro MUI_HEADER_TEXT "For whom?" "Enlarger ${VERSION}"
  ${ElseIf} $OldVersion == "${VERSION}"
    !insertmacro MUI_HEADER_TEXT "Repair or change" "Enlarger ${VERSION} is installed. It will be written again, with what you choose."
  ${Else}
    !insertmacro MUI_HEADER_TEXT "Another version" "Enlarger $OldVersion is installed. Version ${VERSION} will take its place; settings stay."
  ${EndIf}
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 12u "Who may use Enlarger on this computer?"
  Pop $0
  ${NSD_CreateRadioButton} 8u 20u 95% 12u "Only me ($LocalData\Programs)"
  Pop $Button1
  ${NSD_CreateRadioButton} 8u 36u 95% 12u "Everybody ($PROGRAMFILES64; asks for an administrator)"
  Pop $Button2
  ${NSD_CreateLabel} 0 60u 100% 36u "For everybody, plug-ins go into the folders of GIMP and Krita themselves; otherwise into yours. Generators lie with the program, once for all editors."
  Pop $0
  ${If} $Mode == machine
    ${NSD_Check} $Button2
  ${Else}
    ${NSD_Check} $Button1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function LeaveScope
  ${NSD_GetState} $Button2 $0
  StrCpy $1 user
  ${If} $0 == ${BST_CHECKED}
    StrCpy $1 machine
  ${EndIf}
  ${If} $1 == $Mode
    Return
  ${EndIf}
  StrCpy $Mode $1
  ${If} $Mode == machine
    Call IsAdministrator
    ${If} $0 == 0
      Call Elevate
      ; The user said no to Windows, not to Enlarger.
      Abort
    ${EndIf}
  ${EndIf}
  Call UseMode
FunctionEnd

Function ShowPaintNet
  ${IfNot} ${SectionIsSelected} ${Section.paint.net}
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "Paint.NET" "Which Paint.NET gets the plug-in?"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 28u "The folder of Paint.NET, or its Effects. Choose another one for a portable Paint.NET: it gets its own copy of the generators, so that you can carry it away."
  Pop $0
  ${GetParent} $PaintNet $1
  ${GetParent} $1 $1
  ${NSD_CreateDirRequest} 0 34u 78% 12u "$1"
  Pop $Field
  ${NSD_CreateBrowseButton} 80% 33u 20% 14u "Browse..."
  Pop $0
  ${NSD_OnClick} $0 BrowsePaintNet
  ${If} $PaintNetKind == classic
    ${NSD_CreateLabel} 0 54u 100% 24u "Windows may ask for an administrator: this folder is not yours."
    Pop $0
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function BrowsePaintNet
  Pop $0
  ${NSD_GetText} $Field $1
  nsDialogs::SelectFolderDialog "Paint.NET's folder" $1
  Pop $1
  ${If} $1 != error
    ${NSD_SetText} $Field $1
  ${EndIf}
FunctionEnd

Function LeavePaintNet
  ${NSD_GetText} $Field $0
  ${GetParent} $PaintNet $1
  ${If} $0 == $1
    ; What was found, and may be another for somebody else.
    Return
  ${EndIf}
  StrCpy $PaintNetGiven $0
  Call FindPaintNet
  ${If} $PaintNet == ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "There is no Paint.NET in $PaintNetGiven: choose the folder with paintdotnet.exe, or its Effects, or go back and leave Paint.NET out."
    Abort
  ${EndIf}
FunctionEnd

; Where it is installed it is upgraded and repaired.
Function PreDirectory
  ${If} $OldFolder != ""
    Abort
  ${EndIf}
FunctionEnd

Function LeaveDirectory
  Call CheckFolder
  ${If} $0 != ""
    ; Somebody may mean a folder of programs.
    StrCpy $R0 $INSTDIR
    StrCpy $R1 $0
    StrCpy $INSTDIR "$INSTDIR\Enlarger"
    Call CheckFolder
    ${If} $0 == ""
      Return
    ${EndIf}
    StrCpy $INSTDIR $R0
    StrCpy $0 $R1
    MessageBox MB_OK|MB_ICONEXCLAMATION $0
    Abort
  ${EndIf}
FunctionEnd

Function un.ShowQuestion
  !insertmacro MUI_HEADER_TEXT "Remove Enlarger" "From $INSTDIR"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 24u "The program, its generators and its plug-ins in Paint.NET, GIMP and Krita will be removed. Your pictures are not touched."
  Pop $0
  ${NSD_CreateCheckBox} 0 32u 100% 12u "Remove my settings and the generators that I added, too"
  Pop $Button1
  ${NSD_CreateLabel} 12u 46u 95% 12u "$LocalData\Enlarger"
  Pop $0
  GetDlgItem $0 $HWNDPARENT 1
  SendMessage $0 ${WM_SETTEXT} 0 "STR:Remove"
  ${If} $Purge == 1
    ${NSD_Check} $Button1
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function un.LeaveQuestion
  ${NSD_GetState} $Button1 $0
  StrCpy $Purge 0
  ${If} $0 == ${BST_CHECKED}
    StrCpy $Purge 1
  ${EndIf}
FunctionEnd
